import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { checkEmailAddress, type EmailAddress } from '../../identity';
import { MailOutbox } from '../../mail';
import { type Role } from '../../platform/access/rights';
import { type StaffAccess } from '../../platform/access/staff-access';
import { Clock } from '../../platform/clock/clock';
import { PasswordHasher } from '../../platform/crypto/password-hasher';
import { Transactions, type Tx } from '../../platform/database/transactions';
import { type Locale } from '../../platform/i18n';
import { Ids } from '../../platform/ids/ids';
import { THE_WHOLE_SERVICE } from '../../platform/ids/whole-service';
import { DomainError } from '../../platform/problem/domain-error';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { ensureGranted } from '../../platform/rate-limits/too-many-requests';
import { changesBetween, memberOfStaff, SiteHistory } from '../../site-history';
import { SiteStore } from '../../sites';
import { LINK_LIFE_IN_HOURS, StaffLinks } from '../passwords/staff-links';
import { SERVICE_NAME } from '../service-name';
import { StaffMailLimit } from '../staff-mail-limit';
import { type SiteRole } from '../staff-membership.entity';
import { type Staff } from '../staff.entity';
import { OwnRole } from '../staff.errors';
import { staffEmailKey, StaffStore } from '../staff.store';
import { type Colleague, MembershipStore } from './membership.store';
import { ROLE_WORDS } from './role-words';

export interface Invitation {
  readonly name: string;
  readonly email: string;
  /** The language of the mail. */
  readonly locale: Locale;
}

interface Welcome {
  readonly siteId: string;
  readonly siteName: string;
  readonly role: Role;
}

/**
 * Somebody is to work with the service. They are mailed a link to choose a
 * password with, that works for 72 hours; who has one already, from another
 * site, is told to use it, and keeps the name they have.
 */
@Injectable()
export class InviteStaff {
  constructor(
    private readonly staff: StaffStore,
    private readonly memberships: MembershipStore,
    private readonly sites: SiteStore,
    private readonly links: StaffLinks,
    private readonly outbox: MailOutbox,
    private readonly limit: StaffMailLimit,
    private readonly history: SiteHistory,
    private readonly passwords: PasswordHasher,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `staff-email-taken`, `own-role`, `validation-failed`, `too-many-requests`, `site-not-found`. */
  async toSite(siteId: string, wish: Invitation & { readonly role: SiteRole }, by: StaffAccess): Promise<Colleague> {
    const newcomer = await this.newcomer(wish);
    return this.transactions.run(async (tx) => {
      const site = await this.sites.getByIdLocked(tx, siteId);
      await this.takeMail(tx, newcomer.email);
      const person = await this.addUnlessKnown(tx, newcomer, by);
      const membership = { siteId, staffId: person.id, role: wish.role, version: 1 };
      if (!(await this.memberships.add(tx, membership))) {
        throw new StaffEmailTaken();
      }
      const changes = changesBetween({}, { staffId: person.id, name: person.name, role: wish.role });
      const about = { siteId, subject: 'staff', aboutId: person.id } as const;
      await this.history.record(tx, { ...about, event: 'invite', by: memberOfStaff(by), changes });
      await this.write(tx, person, { siteId, siteName: site.name, role: wish.role }, { by, locale: wish.locale });
      return { person, membership };
    });
  }

  /** A colleague of the operators. Throws `staff-email-taken`, `validation-failed`, `too-many-requests`. */
  async asOperator(wish: Invitation, by: StaffAccess): Promise<Staff> {
    const newcomer = { ...(await this.newcomer(wish)), isOperator: true };
    return this.transactions.run(async (tx) => {
      await this.takeMail(tx, newcomer.email);
      if (!(await this.staff.add(tx, newcomer))) {
        throw new StaffEmailTaken();
      }
      const welcome = { siteId: THE_WHOLE_SERVICE, siteName: SERVICE_NAME, role: 'operator' as const };
      await this.write(tx, newcomer, welcome, { by, locale: wish.locale });
      return newcomer;
    });
  }

  private async newcomer({ name, email }: Invitation): Promise<Staff> {
    const address = ensureAddress(email);
    const now = this.clock.now();
    return {
      id: this.ids.at(now),
      name,
      email: address.asTyped,
      emailKey: staffEmailKey(address.asTyped),
      // Nobody knows it, nobody can log in with it.
      passwordHash: await this.passwords.hash(randomBytes(32).toString('base64url')),
      isOperator: false,
      mustChangePassword: false,
      invitedAt: now,
      tokenGeneration: 0,
      disabledAt: null,
      createdAt: now,
    };
  }

  private async takeMail(tx: Tx, email: string): Promise<void> {
    const now = this.clock.now();
    ensureGranted(await this.limit.take(tx, email, now), now, 'Too many mails were sent to this address. Try again later.');
  }

  private async addUnlessKnown(tx: Tx, newcomer: Staff, by: StaffAccess): Promise<Staff> {
    if (await this.staff.add(tx, newcomer)) {
      return newcomer;
    }
    const known = await this.staff.findByEmail(newcomer.email, tx);
    if (known === null) {
      throw new Error('An address is taken, and nobody has it.');
    }
    if (known.id === by.staffId) {
      throw new OwnRole();
    }
    return known;
  }

  private async write(
    tx: Tx,
    person: Staff,
    welcome: Welcome,
    { by, locale }: { by: StaffAccess; locale: Locale },
  ): Promise<void> {
    const { siteId, siteName, role } = welcome;
    const staffLink = person.invitedAt === null ? undefined : await this.links.make(tx, person.id, 'invitation');
    const linkLifeInHours = String(LINK_LIFE_IN_HOURS.invitation);
    const params = { siteName, name: person.name, invitedBy: by.name, role: ROLE_WORDS[locale][role], linkLifeInHours };
    await this.outbox.enqueue(tx, {
      siteId,
      applicationId: null,
      template: 'staff-invitation',
      locale,
      to: person.email,
      params,
      ...(staffLink !== undefined && { staffLink }),
    });
  }
}

class StaffEmailTaken extends DomainError {
  constructor() {
    super('staff-email-taken', 'Somebody on the staff has this e-mail address already.');
  }
}

function ensureAddress(text: string): EmailAddress {
  const checked = checkEmailAddress(text);
  if (!checked.ok) {
    throw new ValidationFailed([{ pointer: '#/email', fault: checked.fault }]);
  }
  return checked.value;
}
