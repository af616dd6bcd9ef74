import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions';
import { type RequestOrigin } from '../../platform/http/request-origin';
import { memberOfStaff } from '../../site-history';
import { StaffSessionStore } from '../sessions/staff-session.store';
import { type Staff } from '../staff.entity';
import { StaffHistory } from '../staff-history';
import { StaffStore } from '../staff.store';
import { StaffLinks } from './staff-links';
import { StaffPassword } from './staff-password';

/** Somebody with a mailed link chooses a password: who was invited, or has forgotten it. Whoever was logged in as them is not any more. */
@Injectable()
export class SetStaffPassword {
  constructor(
    private readonly links: StaffLinks,
    private readonly staff: StaffStore,
    private readonly sessions: StaffSessionStore,
    private readonly password: StaffPassword,
    private readonly history: StaffHistory,
    private readonly transactions: Transactions,
  ) {}

  /** Whose link it is. Changes nothing. Throws `password-link-not-valid`. */
  async look(token: string): Promise<Pick<Staff, 'name' | 'email'>> {
    const { staffId } = await this.links.get(token);
    return this.staff.get(staffId);
  }

  /** Throws `password-link-not-valid`, `validation-failed`; a password that is refused does not use the link up. */
  async execute(token: string, chosen: string, origin: RequestOrigin): Promise<void> {
    const link = await this.links.get(token);
    const person = await this.staff.get(link.staffId);
    const passwordHash = await this.password.hashOf(chosen, person);
    await this.transactions.run(async (tx) => {
      await this.links.use(tx, await this.links.get(token, tx));
      await this.staff.setPassword(tx, link.staffId, passwordHash);
      await this.sessions.endAllOf(tx, link.staffId);
      const by = memberOfStaff({ staffId: person.id, name: person.name, ...origin });
      await this.history.tellOfAccess(tx, 'change-password', person, by);
    });
  }
}
