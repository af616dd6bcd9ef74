import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions';
import { DomainError } from '../../platform/problem/domain-error';
import { StaffSessionStore } from './staff-session.store';

/** Somebody logs out, here or elsewhere: at the next request, no token of the session counts any more. */
@Injectable()
export class EndStaffSessions {
  constructor(
    private readonly sessions: StaffSessionStore,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `session-not-found`. */
  async one(staffId: string, id: string): Promise<void> {
    if (!(await this.transactions.run((tx) => this.sessions.end(tx, staffId, id)))) {
      throw new DomainError('session-not-found', 'You have no such session. It may be over.');
    }
  }

  /** Everywhere, also here. */
  all(staffId: string): Promise<void> {
    return this.transactions.run((tx) => this.sessions.endAllOf(tx, staffId));
  }
}
