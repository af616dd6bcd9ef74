import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { type Group, GroupStore } from '../groups';
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
  constructor(
    private readonly dataSource: DataSource,
    private readonly groups: GroupStore,
  ) {}

  /** Throws `group-full`. A look at the present, for who asks before anything is stored. */
  async ensureLeft({ siteId, id, memberLimit }: Group): Promise<void> {
    if (memberLimit === null) {
      return;
    }
    const members = await this.members(this.dataSource.manager, siteId, [id]);
    if ((members.get(id) ?? 0) >= memberLimit) {
      throw new GroupFull();
    }
  }

  /**
   * How many places each of the groups that have a limit has left. They are locked until the transaction ends: nobody else takes
   * the places meanwhile.
   */
  async left(tx: Tx, siteId: string, groupIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const limited = groupIds.length === 0 ? [] : await this.groups.findLimitedLocked(tx, siteId, groupIds);
    const members =
      limited.length === 0
        ? new Map<string, number>()
        : await this.members(
            tx,
            siteId,
            limited.map(({ id }) => id),
          );
    return new Map(limited.map(({ id, memberLimit }) => [id, (memberLimit ?? Infinity) - (members.get(id) ?? 0)]));
  }

  private async members(
    manager: EntityManager,
    siteId: string,
    groupIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await manager
      .createQueryBuilder(Account, 'account')
      .select('account.groupId', 'groupId')
      .addSelect('COUNT(*)', 'members')
      .where({ siteId, groupId: In(groupIds) })
      .groupBy('account.groupId')
      .getRawMany<{ groupId: string; members: number | string }>();
    return new Map(rows.map(({ groupId, members }) => [groupId, Number(members)]));
  }
}
