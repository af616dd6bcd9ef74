import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { chunksOf } from '../platform/database/chunks';
import { type Tx } from '../platform/database/transactions';
import { checkLmsId, type ReadGroup } from './domain/wanted-group';
import { groupsToMove } from './domain/plan-sync';
import { Group } from './group.entity';
import { GroupNotFound } from './group.errors';
import { GroupSync } from './group-sync.entity';

/** A group, and what the LMS calls the one above it. */
export interface GroupView {
  readonly group: Group;
  readonly parentLmsId: string | null;
}

const BY_SYNC = ['name', 'nameKey', 'code', 'codeKey', 'parentId', 'memberLimit', 'archived', 'updatedAt'] as const;

/** The groups as the LMS sends them. Its statements grow with the thousands of groups, not with the groups. */
@Injectable()
export class GroupRegisterStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The group that the LMS calls `lmsId`. Throws `group-not-found`. */
  async get(siteId: string, lmsId: string, tx?: Tx): Promise<GroupView> {
    const manager = tx ?? this.dataSource.manager;
    const checked = checkLmsId(lmsId);
    const group = checked.ok ? await manager.findOneBy(Group, { siteId, lmsId: checked.value }) : null;
    if (group === null) {
      throw new GroupNotFound();
    }
    const parent = group.parentId === null ? null : await manager.findOneBy(Group, { siteId, id: group.parentId });
    return { group, parentLmsId: parent?.lmsId ?? null };
  }

  /**
   * Makes whoever else writes groups of the site wait until the transaction
   * ends: two who each see half of it could make a circle of parents.
   */
  async lock(tx: Tx, siteId: string, now: Date): Promise<void> {
    // On a row that is there this is an UPDATE, which locks it at once: a SELECT first could not lock one that is missing.
    await tx
      .createQueryBuilder()
      .insert()
      .into(GroupSync)
      .values({ siteId, lastAt: now })
      .orUpdate(['lastAt'], ['siteId'])
      .updateEntity(false)
      .execute();
  }

  /**
   * What has to be known to take `items`: the groups they speak of, the parents
   * they name, every group above either, and every one below those that move.
   */
  async related(tx: Tx, siteId: string, items: readonly ReadGroup[]): Promise<Group[]> {
    const named = items.flatMap(({ wanted }) => (wanted === null ? [] : [wanted.lmsId, wanted.parentLmsId ?? wanted.lmsId]));
    const known = new Map<string, Group>();
    const keep = (groups: readonly Group[]): Group[] => {
      const fresh = groups.filter(({ id }) => !known.has(id));
      fresh.forEach((group) => known.set(group.id, group));
      return fresh;
    };
    const missingParents = (groups: readonly Group[]): string[] =>
      groups.flatMap(({ parentId }) => (parentId === null || known.has(parentId) ? [] : [parentId]));

    let above = keep(await this.findBy(tx, siteId, 'lmsId', named));
    while (above.length > 0) {
      above = keep(await this.findBy(tx, siteId, 'id', missingParents(above)));
    }
    keep(await this.below(tx, siteId, groupsToMove([...known.values()], items)));
    return [...known.values()];
  }

  async add(tx: Tx, groups: readonly Group[]): Promise<void> {
    for (const chunk of chunksOf(inLockOrder(groups))) {
      await tx.createQueryBuilder().insert().into(Group).values(chunk).updateEntity(false).execute();
    }
  }

  /** Writes what the LMS says of `groups`, which must be there. What it knows nothing of, such as their sign-up URLs, stays. */
  async replace(tx: Tx, groups: readonly Group[]): Promise<void> {
    for (const chunk of chunksOf(inLockOrder(groups))) {
      await tx
        .createQueryBuilder()
        .insert()
        .into(Group)
        .values(chunk)
        .orUpdate([...BY_SYNC], ['siteId', 'id'])
        .updateEntity(false)
        .execute();
    }
  }

  private async below(tx: Tx, siteId: string, ids: readonly string[]): Promise<Group[]> {
    const found = new Map<string, Group>();
    for (let above = ids; above.length > 0;) {
      const next = (await this.findBy(tx, siteId, 'parentId', above)).filter(({ id }) => !found.has(id));
      next.forEach((group) => found.set(group.id, group));
      above = next.map(({ id }) => id);
    }
    return [...found.values()];
  }

  private async findBy(tx: Tx, siteId: string, column: 'id' | 'lmsId' | 'parentId', values: readonly string[]): Promise<Group[]> {
    const found: Group[] = [];
    for (const chunk of chunksOf([...new Set(values)])) {
      found.push(...(await tx.findBy(Group, { siteId, [column]: In(chunk) })));
    }
    return found;
  }
}

/** Rows are locked in the order they are written: everybody locks groups by ascending id. */
function inLockOrder(groups: readonly Group[]): Group[] {
  return [...groups].sort((one, other) => (one.id < other.id ? -1 : 1));
}
