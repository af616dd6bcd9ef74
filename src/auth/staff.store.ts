import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { findAllLocked } from '../platform/database/locks';
import { preparedRead } from '../platform/database/prepared-read';
import { places } from '../platform/database/raw-sql';
import { type Tx } from '../platform/database/transactions';
import { StaffMembership } from './staff-membership.entity';
import { StaffMemberNotFound } from './staff.errors';
import { type SessionOf, type StaffOnSite } from './staff-on-site';
import { Staff } from './staff.entity';

/** How a staff address is compared. */
export function staffEmailKey(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

type RawStaffOnSite = Omit<
  StaffOnSite,
  'isOperator' | 'mayLogIn' | 'mustChangePassword' | 'hasSecondFactor' | 'siteRequiresSecondFactor'
> & {
  isOperator: number;
  disabledAt: unknown;
  mustChangePassword: number;
  hasSecondFactor: unknown;
  siteRequiresSecondFactor: number | null;
};

/** Within the statement of another: the name of the member of staff whose id is in the column; null when nobody has it. */
export function nameOfStaff(idColumn: string): string {
  return `(SELECT staff.name FROM staff WHERE staff.id = ${idColumn})`;
}

@Injectable()
export class StaffStore {
  constructor(private readonly dataSource: DataSource) {}

  find(id: string, manager: EntityManager = this.dataSource.manager): Promise<Staff | null> {
    return manager.findOneBy(Staff, { id });
  }

  /** Throws `staff-member-not-found`. */
  async get(id: string, manager: EntityManager = this.dataSource.manager): Promise<Staff> {
    const person = await this.find(id, manager);
    if (person === null) {
      throw new StaffMemberNotFound();
    }
    return person;
  }

  /**
   * The person behind a session, with what they are on the site (null: on none in particular); in one statement, as this
   * is asked before every operation. Null when the session has ended.
   */
  async findOnSite({ sessionId, staffId }: SessionOf, slug: string | null): Promise<StaffOnSite | null> {
    const [row] = await preparedRead<RawStaffOnSite>(
      this.dataSource,
      `SELECT staff.id, staff.name, staff.email, staff.isOperator, staff.tokenGeneration, staff.disabledAt,
         staff.mustChangePassword, factor.confirmedAt AS hasSecondFactor, policy.secondFactorRequired AS siteRequiresSecondFactor,
         session.id AS sessionId, site.id AS siteId, membership.role
       FROM staff_sessions AS session
       JOIN staff ON staff.id = session.staffId
       LEFT JOIN staff_second_factors AS factor ON factor.staffId = staff.id
       LEFT JOIN sites AS site ON site.slug = ?
       LEFT JOIN staff_memberships AS membership ON membership.siteId = site.id AND membership.staffId = staff.id
       LEFT JOIN staff_policies AS policy ON policy.siteId = site.id
       WHERE session.id = ? AND session.staffId = ?`,
      [slug, sessionId, staffId],
    );
    if (row === undefined) {
      return null;
    }
    const { isOperator, disabledAt, mustChangePassword, hasSecondFactor, siteRequiresSecondFactor, ...person } = row;
    return {
      ...person,
      isOperator: Boolean(isOperator),
      mayLogIn: disabledAt === null,
      mustChangePassword: Boolean(mustChangePassword),
      hasSecondFactor: hasSecondFactor !== null,
      siteRequiresSecondFactor: Boolean(siteRequiresSecondFactor),
    };
  }

  findByEmail(email: string, manager: EntityManager = this.dataSource.manager): Promise<Staff | null> {
    return manager.findOneBy(Staff, { emailKey: staffEmailKey(email) });
  }

  /** Answers false, and adds nobody, when somebody has the address. */
  add(tx: Tx, staff: Staff): Promise<boolean> {
    return insertIfNew(tx, Staff, staff);
  }

  /** A password of their own: whatever was pending is settled by it. */
  setPassword(tx: Tx, id: string, passwordHash: string): Promise<unknown> {
    return tx.update(Staff, { id }, { passwordHash, mustChangePassword: false, invitedAt: null });
  }

  setDisabledAt(tx: Tx, id: string, disabledAt: Date | null): Promise<unknown> {
    return tx.update(Staff, { id }, { disabledAt });
  }

  /** Every operator, locked until the transaction ends. */
  operatorsLocked(tx: Tx): Promise<Staff[]> {
    return findAllLocked(tx, Staff, { isOperator: true }, { id: 'ASC' });
  }

  /** Gives the person that role on the site, whatever it was before. */
  async setRole(tx: Tx, membership: Omit<StaffMembership, 'version'>): Promise<void> {
    await tx.upsert(StaffMembership, { ...membership }, ['siteId', 'staffId']);
  }

  memberships(staffId: string, manager: EntityManager = this.dataSource.manager): Promise<StaffMembership[]> {
    return manager.findBy(StaffMembership, { staffId });
  }

  /** The people behind `ids`, by id; who is gone is missing. */
  async namesOf(ids: readonly string[], manager: EntityManager = this.dataSource.manager): Promise<ReadonlyMap<string, string>> {
    const unique = [...new Set(ids)];
    const asked = `SELECT id, name FROM staff WHERE id IN (${places(unique)})`;
    const people = unique.length === 0 ? [] : await manager.query<Pick<Staff, 'id' | 'name'>[]>(asked, unique);
    return new Map(people.map(({ id, name }) => [id, name]));
  }

  /** Everybody on the staff of the site, whether or not they may log in just now. */
  async idsOnSite(tx: Tx, siteId: string): Promise<ReadonlySet<string>> {
    const memberships = await tx.findBy(StaffMembership, { siteId });
    return new Set(memberships.map(({ staffId }) => staffId));
  }

  /** The administrators of the site who may log in. */
  async administratorsOf(tx: Tx, siteId: string): Promise<Staff[]> {
    return this.activeBehind(tx, await tx.findBy(StaffMembership, { siteId, role: 'administrator' }));
  }

  /** Those of `ids` who are on the staff of the site and may log in. */
  async activeOnSite(tx: Tx, siteId: string, ids: readonly string[]): Promise<Staff[]> {
    return ids.length === 0 ? [] : this.activeBehind(tx, await tx.findBy(StaffMembership, { siteId, staffId: In([...ids]) }));
  }

  private async activeBehind(tx: Tx, memberships: readonly StaffMembership[]): Promise<Staff[]> {
    const ids = memberships.map(({ staffId }) => staffId);
    return ids.length === 0 ? [] : tx.findBy(Staff, { id: In(ids), disabledAt: IsNull() });
  }
}
