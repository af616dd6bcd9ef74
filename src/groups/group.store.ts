import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import { findAllLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { Group } from './group.entity';

@Injectable()
export class GroupStore {
  constructor(private readonly dataSource: DataSource) {}

  find(siteId: string, id: string): Promise<Group | null> {
    return this.dataSource.manager.findOneBy(Group, { siteId, id });
  }

  /** Those of the groups that have a limit of members, locked until the transaction ends. */
  findLimitedLocked(tx: Tx, siteId: string, ids: readonly string[]): Promise<Group[]> {
    return findAllLocked(tx, Group, { siteId, id: In(ids), memberLimit: Not(IsNull()) }, { id: 'ASC' });
  }
}
