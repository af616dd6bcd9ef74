import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { Transactions } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { Ids } from '../platform/ids/ids';
import { SiteStore } from '../sites';
import { changesBetween, SiteHistory, THE_SERVICE } from '../site-history';
import { type SiteRole } from './staff-membership.entity';
import { type Staff } from './staff.entity';
import { StaffStore, staffEmailKey } from './staff.store';

export interface NewStaff {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly isOperator: boolean;
  /** The password was made for them: they choose another when they first log in. */
  readonly mustChangePassword?: boolean;
  /** The site, by slug, that the person works for, and as what. */
  readonly membership?: { readonly site: string; readonly role: SiteRole };
}

/** Somebody starts to work with the service. */
@Injectable()
export class CreateStaff {
  constructor(
    private readonly staff: StaffStore,
    private readonly sites: SiteStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly passwords: PasswordHasher,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `staff-email-taken`, `site-not-found`. */
  async execute(wanted: NewStaff): Promise<void> {
    const site = wanted.membership && (await this.sites.getBySlug(wanted.membership.site));
    const person = await this.personFrom(wanted);
    await this.transactions.run(async (tx) => {
      if (!(await this.staff.add(tx, person))) {
        throw new DomainError('staff-email-taken', 'Somebody on the staff has this e-mail address already.');
      }
      if (site !== undefined && wanted.membership !== undefined) {
        const { role } = wanted.membership;
        await this.staff.setRole(tx, { siteId: site.id, staffId: person.id, role });
        const about = { siteId: site.id, subject: 'staff', aboutId: person.id } as const;
        const changes = changesBetween({}, { staffId: person.id, name: person.name, role });
        await this.history.record(tx, { ...about, event: 'create', by: THE_SERVICE, changes });
      }
    });
  }

  private async personFrom({ name, email, password, isOperator, mustChangePassword = false }: NewStaff): Promise<Staff> {
    return {
      id: this.ids.next(),
      name,
      email: email.trim(),
      emailKey: staffEmailKey(email),
      passwordHash: await this.passwords.hash(password.normalize('NFKC')),
      isOperator,
      mustChangePassword,
      invitedAt: null,
      tokenGeneration: 0,
      disabledAt: null,
      createdAt: this.clock.now(),
    };
  }
}
