import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { StaffMembership, type SiteRole } from './staff-membership.entity';
import { Staff } from './staff.entity';

/** How a staff address is compared. */
export function staffEmailKey(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

@Injectable()
export class StaffStore {
  constructor(private readonly dataSource: DataSource) {}

  find(id: string): Promise<Staff | null> {
    return this.dataSource.manager.findOneBy(Staff, { id });
  }

  findByEmail(email: string): Promise<Staff | null> {
    return this.dataSource.manager.findOneBy(Staff, { emailKey: staffEmailKey(email) });
  }

  /** Answers false, and adds nobody, when somebody has the address. */
  add(tx: Tx, staff: Staff): Promise<boolean> {
    return insertIfNew(tx, Staff, staff);
  }

  /** Gives the person that role on the site, whatever it was before. */
  async setRole(tx: Tx, membership: StaffMembership): Promise<void> {
    await tx.upsert(StaffMembership, { ...membership }, ['siteId', 'staffId']);
  }

  async roleOn(siteId: string, staffId: string): Promise<SiteRole | null> {
    return (await this.dataSource.manager.findOneBy(StaffMembership, { siteId, staffId }))?.role ?? null;
  }

  memberships(staffId: string): Promise<StaffMembership[]> {
    return this.dataSource.manager.findBy(StaffMembership, { staffId });
  }

  /** The people behind `ids`, by id; who is gone is missing. */
  async namesOf(ids: readonly string[], manager: EntityManager = this.dataSource.manager): Promise<ReadonlyMap<string, string>> {
    const unique = [...new Set(ids)];
    const people = unique.length === 0 ? [] : await manager.findBy(Staff, { id: In(unique) });
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
