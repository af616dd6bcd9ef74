import { Injectable } from '@nestjs/common';
import { type Tx } from '../database/transactions';
import { HashedTarget } from './hashed-target';
import { type TargetLimitKind } from './rate-limits';
import { type Taken } from './sliding-window';
import { TargetLimits } from './target-limits';

export interface Recipient {
  readonly siteId: string;
  readonly kind: Extract<TargetLimitKind, 'activation-mail' | 'already-registered-mail' | 'application' | 'mail-again'>;
  /** The address as it is compared. */
  readonly emailKey: string;
}

/**
 * Keeps this service from being used to flood somebody's mailbox. Counts known
 * and unknown addresses alike.
 */
@Injectable()
export class RecipientLimits {
  constructor(
    private readonly limits: TargetLimits,
    private readonly hashed: HashedTarget,
  ) {}

  /**
   * Takes one of what is left for the address, see {@link TargetLimits.take}.
   * To be asked first in a transaction: locks are taken in the same order everywhere then.
   */
  take(tx: Tx, { siteId, kind, emailKey }: Recipient, now: Date): Promise<Taken> {
    return this.limits.take(tx, { siteId, kind, target: this.hashed.of(siteId, emailKey) }, now);
  }
}
