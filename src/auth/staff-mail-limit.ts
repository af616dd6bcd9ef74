import { Injectable } from '@nestjs/common';
import { type Tx } from '../platform/database/transactions';
import { THE_WHOLE_SERVICE } from '../platform/ids/whole-service';
import { HashedTarget } from '../platform/rate-limits/hashed-target';
import { type Taken } from '../platform/rate-limits/sliding-window';
import { TargetLimits } from '../platform/rate-limits/target-limits';
import { staffEmailKey } from './staff.store';

/** Keeps invitations and password resets from flooding somebody's mailbox. */
@Injectable()
export class StaffMailLimit {
  constructor(
    private readonly limits: TargetLimits,
    private readonly hashed: HashedTarget,
  ) {}

  /** Takes one of what is left for the address, known or not. To be asked first in a transaction. */
  take(tx: Tx, email: string, now: Date): Promise<Taken> {
    const target = this.hashed.of(THE_WHOLE_SERVICE, staffEmailKey(email));
    return this.limits.take(tx, { siteId: THE_WHOLE_SERVICE, kind: 'staff-mail', target }, now);
  }
}
