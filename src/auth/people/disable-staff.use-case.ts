import { Injectable } from '@nestjs/common';
import { type StaffAccess } from '../../platform/access/staff-access';
import { Clock } from '../../platform/clock/clock';
import { Transactions } from '../../platform/database/transactions';
import { DomainError } from '../../platform/problem/domain-error';
import { memberOfStaff } from '../../site-history';
import { StaffLinks } from '../passwords/staff-links';
import { StaffSessionStore } from '../sessions/staff-session.store';
import { type Staff } from '../staff.entity';
import { StaffHistory } from '../staff-history';
import { OwnRole } from '../staff.errors';
import { StaffStore } from '../staff.store';

/**
 * An operator shuts somebody out of the service, at once, or lets them in
 * again. Their roles stay as they are. As nobody does so to themselves, and two
 * who do so to each other are one after the other, an operator remains.
 */
@Injectable()
export class DisableStaff {
  constructor(
    private readonly staff: StaffStore,
    private readonly sessions: StaffSessionStore,
    private readonly links: StaffLinks,
    private readonly history: StaffHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `staff-member-not-found`, `own-role`, `forbidden`. */
  execute(staffId: string, disabled: boolean, by: StaffAccess): Promise<Staff> {
    return this.transactions.run(async (tx) => {
      const operators = await this.staff.operatorsLocked(tx);
      if (!operators.some(({ id, disabledAt }) => id === by.staffId && disabledAt === null)) {
        throw new DomainError('forbidden', 'You are no operator any more.');
      }
      const person = await this.staff.get(staffId, tx);
      if (staffId === by.staffId) {
        throw new OwnRole();
      }
      const disabledAt = disabled ? (person.disabledAt ?? this.clock.now()) : null;
      await this.staff.setDisabledAt(tx, staffId, disabledAt);
      if (disabled) {
        await this.sessions.endAllOf(tx, staffId);
        await this.links.withdraw(tx, staffId);
      }
      if (disabled !== (person.disabledAt !== null)) {
        await this.history.tell(tx, disabled ? 'disable' : 'enable', person, memberOfStaff(by));
      }
      return { ...person, disabledAt };
    });
  }
}
