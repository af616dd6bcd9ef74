import { Injectable } from '@nestjs/common';
import { type StaffAccess } from '../../platform/access/staff-access';
import { Transactions, type Tx } from '../../platform/database/transactions';
import { DomainError } from '../../platform/problem/domain-error';
import { changesBetween, type HistoryFields, memberOfStaff, SiteHistory } from '../../site-history';
import { SiteStore } from '../../sites';
import { StaffLinks } from '../passwords/staff-links';
import { StaffSessionStore } from '../sessions/staff-session.store';
import { type SiteRole } from '../staff-membership.entity';
import { OwnRole } from '../staff.errors';
import { type Colleague, MembershipStore } from './membership.store';

/** Who of which site. */
interface Whom {
  readonly siteId: string;
  readonly staffId: string;
}

/**
 * Somebody gets another role on a site, or none. It counts at their next
 * request. Nobody decides about themselves, and a site keeps an administrator
 * who can log in.
 */
@Injectable()
export class ChangeMembership {
  constructor(
    private readonly sites: SiteStore,
    private readonly memberships: MembershipStore,
    private readonly sessions: StaffSessionStore,
    private readonly links: StaffLinks,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `staff-member-not-found`, `version-stale`, `own-role`, `last-administrator`. */
  toRole(whom: Whom, seen: number, role: SiteRole, by: StaffAccess): Promise<Colleague> {
    return this.transactions.run(async (tx) => {
      const { person, membership } = await this.lockAnothers(tx, whom, by);
      if (membership.version !== seen) {
        throw new DomainError('version-stale', 'The role has been changed meanwhile. Look again.');
      }
      if (membership.role === role) {
        return { person, membership };
      }
      if (membership.role === 'administrator') {
        await this.memberships.ensureAnotherAdministrator(tx, membership);
      }
      const changed = { ...membership, role, version: seen + 1 };
      await this.memberships.save(tx, changed);
      await this.record(tx, whom, by, { event: 'change-role', before: fieldsOf({ person, membership }), after: { role } });
      return { person, membership: changed };
    });
  }

  /** Off the staff of the site. Who is nothing anywhere any more is logged out. Throws as {@link toRole}. */
  remove(whom: Whom, by: StaffAccess): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { person, membership } = await this.lockAnothers(tx, whom, by);
      if (membership.role === 'administrator') {
        await this.memberships.ensureAnotherAdministrator(tx, membership);
      }
      await this.memberships.remove(tx, membership);
      if (!(await this.memberships.isAnything(tx, person))) {
        await this.sessions.endAllOf(tx, person.id);
        await this.links.withdraw(tx, person.id);
      }
      const after = { staffId: null, name: null, role: null };
      await this.record(tx, whom, by, { event: 'remove', before: fieldsOf({ person, membership }), after });
    });
  }

  // The site's row first: of two administrators who remove each other, one is left.
  private async lockAnothers(tx: Tx, { siteId, staffId }: Whom, by: StaffAccess): Promise<Colleague> {
    await this.sites.getByIdLocked(tx, siteId);
    const colleague = await this.memberships.get(siteId, staffId, tx);
    if (staffId === by.staffId) {
      throw new OwnRole();
    }
    return colleague;
  }

  private record(
    tx: Tx,
    { siteId, staffId }: Whom,
    by: StaffAccess,
    { event, before, after }: { event: 'change-role' | 'remove'; before: HistoryFields; after: HistoryFields },
  ): Promise<void> {
    // Who it is about is said also where only the role changes.
    const who = 'staffId' in after ? [] : [{ field: 'staffId', from: staffId, to: staffId }];
    const changes = [...who, ...changesBetween(before, after)];
    return this.history.record(tx, { siteId, subject: 'staff', event, aboutId: staffId, by: memberOfStaff(by), changes });
  }
}

function fieldsOf({ person, membership }: Colleague): HistoryFields {
  return { staffId: person.id, name: person.name, role: membership.role };
}
