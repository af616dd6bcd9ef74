import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import { type Tx } from '../../platform/database/transactions';
import { DomainError } from '../../platform/problem/domain-error';
import { StaffMembership } from '../staff-membership.entity';
import { Staff } from '../staff.entity';
import { StaffMemberNotFound } from '../staff.errors';

/** Somebody on the staff of a site. */
export interface Colleague {
  readonly person: Staff;
  readonly membership: StaffMembership;
}

/** Who is what on a site. Whoever changes it holds the row of the site, so that two changes are one after the other. */
@Injectable()
export class MembershipStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `staff-member-not-found`. */
  async get(siteId: string, staffId: string, manager = this.dataSource.manager): Promise<Colleague> {
    const membership = await manager.findOneBy(StaffMembership, { siteId, staffId });
    const person = membership === null ? null : await manager.findOneBy(Staff, { id: staffId });
    if (membership === null || person === null) {
      throw new StaffMemberNotFound();
    }
    return { person, membership };
  }

  /** By the ids of people, at most `limit` after `afterId`. */
  async list(siteId: string, limit: number, afterId: string): Promise<Colleague[]> {
    const { manager } = this.dataSource;
    const memberships = await manager
      .createQueryBuilder(StaffMembership, 'membership')
      .where('membership.siteId = :siteId AND membership.staffId > :afterId', { siteId, afterId })
      .orderBy('membership.staffId')
      .limit(limit)
      .getMany();
    const people = await manager.findBy(Staff, { id: In(memberships.map(({ staffId }) => staffId)) });
    const byId = new Map(people.map((person) => [person.id, person]));
    return memberships.flatMap((membership) => {
      const person = byId.get(membership.staffId);
      return person === undefined ? [] : [{ person, membership }];
    });
  }

  /** Answers false when the person is on the staff of the site already. */
  async add(tx: Tx, membership: StaffMembership): Promise<boolean> {
    const { siteId, staffId } = membership;
    if (await tx.existsBy(StaffMembership, { siteId, staffId })) {
      return false;
    }
    await tx.insert(StaffMembership, membership);
    return true;
  }

  save(tx: Tx, { siteId, staffId, role, version }: StaffMembership): Promise<unknown> {
    return tx.update(StaffMembership, { siteId, staffId }, { role, version });
  }

  remove(tx: Tx, { siteId, staffId }: StaffMembership): Promise<unknown> {
    return tx.delete(StaffMembership, { siteId, staffId });
  }

  /** Throws `last-administrator`, unless somebody else who can log in is an administrator of the site. */
  async ensureAnotherAdministrator(tx: Tx, { siteId, staffId }: StaffMembership): Promise<void> {
    const others = await tx.findBy(StaffMembership, { siteId, role: 'administrator', staffId: Not(staffId) });
    const active = { id: In(others.map((each) => each.staffId)), disabledAt: IsNull(), invitedAt: IsNull() };
    if (others.length === 0 || !(await tx.existsBy(Staff, active))) {
      throw new DomainError('last-administrator', 'Nobody else who can log in is an administrator of this site.');
    }
  }

  /** Whether the person has anything left to do with the service. */
  async isAnything(tx: Tx, { id, isOperator }: Staff): Promise<boolean> {
    return isOperator || tx.existsBy(StaffMembership, { staffId: id });
  }
}
