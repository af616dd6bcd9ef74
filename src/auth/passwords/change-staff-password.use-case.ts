import { Injectable } from '@nestjs/common';
import { type StaffAccess } from '../../platform/access/staff-access';
import { PasswordHasher } from '../../platform/crypto/password-hasher';
import { Transactions } from '../../platform/database/transactions';
import { DomainError } from '../../platform/problem/domain-error';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { LogInLimits } from '../../platform/rate-limits/log-in-limits';
import { memberOfStaff } from '../../site-history';
import { StaffSessionStore } from '../sessions/staff-session.store';
import { type Staff } from '../staff.entity';
import { type SessionOf } from '../staff-on-site';
import { StaffHistory } from '../staff-history';
import { staffLogIn } from '../staff-log-in';
import { StaffStore } from '../staff.store';
import { StaffLinks } from './staff-links';
import { StaffPassword } from './staff-password';

/** Somebody changes their password. They stay logged in here, and nowhere else. */
@Injectable()
export class ChangeStaffPassword {
  constructor(
    private readonly staff: StaffStore,
    private readonly sessions: StaffSessionStore,
    private readonly links: StaffLinks,
    private readonly password: StaffPassword,
    private readonly passwords: PasswordHasher,
    private readonly limits: LogInLimits,
    private readonly history: StaffHistory,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Throws `current-password-wrong`, `validation-failed`, `too-many-requests`.
   *
   * @param address of the client
   */
  async execute(
    who: SessionOf & { readonly access: StaffAccess },
    wish: { current: string; chosen: string },
    address: string,
  ): Promise<void> {
    const person = await this.staff.get(who.staffId);
    await this.ensureCurrent(person, wish.current, address);
    const passwordHash = await this.password.hashOf(wish.chosen, person);
    if (wish.chosen.normalize('NFKC') === wish.current.normalize('NFKC')) {
      throw new ValidationFailed([{ pointer: '#/password', fault: { code: 'password-unchanged' } }]);
    }
    await this.transactions.run(async (tx) => {
      await this.staff.setPassword(tx, person.id, passwordHash);
      await this.links.withdraw(tx, person.id);
      await this.sessions.endAllOf(tx, person.id, who.sessionId);
      await this.history.tellOfAccess(tx, 'change-password', person, memberOfStaff(who.access));
    });
  }

  /** Throws `current-password-wrong`, `too-many-requests`. */
  async ensureCurrent({ email, passwordHash }: Staff, password: string, address: string): Promise<void> {
    const attempt = await this.limits.take(staffLogIn(email, address));
    if (!(await this.passwords.matches(password.normalize('NFKC'), passwordHash))) {
      throw new DomainError('current-password-wrong', 'That is not your present password.');
    }
    await this.limits.giveBack(attempt);
  }
}
