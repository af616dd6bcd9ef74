import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Group } from '../groups';
import { byIndex, through } from '../platform/database/index-hints';
import { forShare, forUpdate } from '../platform/database/locks';
import { places } from '../platform/database/raw-sql';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { Account } from './account.entity';

/** The group has as many members as it may have. */
export class GroupFull extends DomainError {
  constructor() {
    super('group-full', 'The group has as many members as it may have: no place is left.');
  }
}

/** How many more members groups take. Only groups with a limit matter: the others always have a place. */
@Injectable()
export class GroupPlaces {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `group-full`. A look at the present, for who asks before anything is stored. */
  async ensureLeft({ siteId, id, memberLimit }: Group): Promise<void> {
    if (memberLimit === null) {
      return;
    }
    const members = await this.dataSource.manager.countBy(Account, { siteId, groupId: id });
    if (members >= memberLimit) {
      throw new GroupFull();
    }
  }

  /**
   * How many places each of the groups that have a limit has left. They are locked until the transaction ends: nobody else takes
   * the places meanwhile.
   */
  async left(tx: Tx, siteId: string, groupIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (groupIds.length === 0) {
      return new Map();
    }
    const rows = await tx.query<{ id: string; memberLimit: number; members: number | string }[]>(
      `SELECT id, memberLimit, (
         SELECT COUNT(*) FROM ${through(this.dataSource, 'accounts', 'ix_accounts_group')}
         WHERE accounts.siteId = \`groups\`.siteId AND accounts.groupId = \`groups\`.id ${forShare(tx)}
       ) AS members
       FROM \`groups\` ${byIndex(tx, 'PRIMARY')}
       WHERE siteId = ? AND id IN (${places(groupIds)}) AND memberLimit IS NOT NULL ORDER BY id ${forUpdate(tx)}`,
      [siteId, ...groupIds],
    );
    return new Map(rows.map(({ id, memberLimit, members }) => [id, memberLimit - Number(members)]));
  }
}
