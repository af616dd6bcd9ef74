import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { byIndex } from '../platform/database/index-hints';
import { forUpdate } from '../platform/database/locks';
import { places } from '../platform/database/raw-sql';
import { type Tx } from '../platform/database/transactions';
import { Group } from './group.entity';

/** What of a group has to be known to publish for it. */
export interface LockedGroup {
  readonly id: string;
  readonly lmsId: string;
  readonly archived: boolean;
}

@Injectable()
export class GroupStore {
  constructor(private readonly dataSource: DataSource) {}

  find(siteId: string, id: string): Promise<Group | null> {
    return this.dataSource.manager.findOneBy(Group, { siteId, id });
  }

  /** Those of `ids` that are groups of the site, by id; locked in the order of their ids, so that two who lock many never wait in a circle. */
  async lock(tx: Tx, siteId: string, ids: readonly string[]): Promise<ReadonlyMap<string, LockedGroup>> {
    if (ids.length === 0) {
      return new Map();
    }
    const rows = await tx.query<{ id: string; lmsId: string; archived: number }[]>(
      `SELECT id, lmsId, archived FROM \`groups\` ${byIndex(tx, 'PRIMARY')}
       WHERE siteId = ? AND id IN (${places(ids)}) ORDER BY id ${forUpdate(tx)}`,
      [siteId, ...ids],
    );
    return new Map(rows.map(({ id, lmsId, archived }) => [id, { id, lmsId, archived: archived === 1 }]));
  }
}
