import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { keyIn, type Page, pageOf } from '../../platform/http/cursor';
import { Staff } from '../staff.entity';
import { type Colleague, MembershipStore } from './membership.store';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

interface PageWish {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Who is on the staff. */
@Injectable()
export class StaffReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly memberships: MembershipStore,
  ) {}

  /** The staff of a site, who came first first. Throws `validation-failed` for a cursor that is none. */
  async ofSite(siteId: string, { limit, cursor }: PageWish): Promise<Page<Colleague>> {
    const rows = await this.memberships.list(siteId, limit + 1, keyIn(cursor, UUID) ?? '');
    return pageOf(rows, limit, ({ person }) => person.id);
  }

  /** Throws `staff-member-not-found`. */
  onSite(siteId: string, staffId: string): Promise<Colleague> {
    return this.memberships.get(siteId, staffId);
  }

  /** The operators, who came first first. Throws `validation-failed` for a cursor that is none. */
  async operators({ limit, cursor }: PageWish): Promise<Page<Staff>> {
    const rows = await this.dataSource.manager
      .createQueryBuilder(Staff, 'person')
      .where('person.isOperator = :yes AND person.id > :after', { yes: true, after: keyIn(cursor, UUID) ?? '' })
      .orderBy('person.id')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, ({ id }) => id);
  }
}
