import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keys } from '../crypto/keys';
import { type Tx } from '../database/transactions';
import { type TargetLimitKind } from './rate-limits';
import { type Taken } from './sliding-window';
import { TargetLimits } from './target-limits';

export interface Recipient {
  readonly siteId: string;
  readonly kind: Extract<TargetLimitKind, 'activation-mail' | 'already-registered-mail' | 'application'>;
  /** The address as it is compared. */
  readonly emailKey: string;
}

/**
 * Keeps this service from being used to flood somebody's mailbox. Counts known
 * and unknown addresses alike. Of an address only a hash is kept, keyed and
 * another one on each site: who reads the table cannot find a person in it.
 */
@Injectable()
export class RecipientLimits {
  constructor(
    private readonly limits: TargetLimits,
    private readonly keys: Keys,
  ) {}

  /**
   * Takes one of what is left for the address, see {@link TargetLimits.take}.
   * To be asked first in a transaction: locks are taken in the same order everywhere then.
   */
  take(tx: Tx, { siteId, kind, emailKey }: Recipient, now: Date): Promise<Taken> {
    const target = createHmac('sha256', this.keys.for('limited-addresses')).update(`${siteId}:${emailKey}`).digest('base64url');
    return this.limits.take(tx, { siteId, kind, target }, now);
  }
}
