import { Injectable } from '@nestjs/common';
import { type StaffAccess } from '../../platform/access/staff-access';
import { Clock } from '../../platform/clock/clock';
import { Transactions, type Tx } from '../../platform/database/transactions';
import { DomainError } from '../../platform/problem/domain-error';
import { type HistoryActor, memberOfStaff, THE_COMMAND_LINE } from '../../site-history';
import { StaffLinks } from '../passwords/staff-links';
import { StaffSessionStore } from '../sessions/staff-session.store';
import { type Staff } from '../staff.entity';
import { StaffHistory } from '../staff-history';
import { OwnRole, StaffMemberNotFound } from '../staff.errors';
import { StaffStore } from '../staff.store';

/**
 * An operator shuts somebody out of the service, at once, or lets them in
 * again. Their roles stay as they are. As nobody does so to themselves, and two
 * who do so to each other are one after the other, an operator remains.
 *
 * Who has the command line may shut out anybody, the last operator too: they
 * can create another.
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
      return this.set(tx, person, disabled, memberOfStaff(by));
    });
  }

  /** By the command line, whoever has the address. Throws `staff-member-not-found`. */
  byEmail(email: string, disabled: boolean): Promise<Staff> {
    return this.transactions.run(async (tx) => {
      await this.staff.operatorsLocked(tx);
      const person = await this.staff.findByEmail(email, tx);
      if (person === null) {
        throw new StaffMemberNotFound();
      }
      return this.set(tx, person, disabled, THE_COMMAND_LINE);
    });
  }

  private async set(tx: Tx, person: Staff, disabled: boolean, by: HistoryActor): Promise<Staff> {
    const disabledAt = disabled ? (person.disabledAt ?? this.clock.now()) : null;
    await this.staff.setDisabledAt(tx, person.id, disabledAt);
    if (disabled) {
      await this.sessions.endAllOf(tx, person.id);
      await this.links.withdraw(tx, person.id);
    }
    if (disabled !== (person.disabledAt !== null)) {
      await this.history.tell(tx, disabled ? 'disable' : 'enable', person, by);
    }
    return { ...person, disabledAt };
  }
}
