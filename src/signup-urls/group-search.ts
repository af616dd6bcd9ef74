import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { searchKey } from '../identity';
import { byIndex } from '../platform/database/index-hints';
import { beginsWith, momentOf, type SqlValue } from '../platform/database/raw-sql';
import { type AuthenticationCode } from './domain/authentication-code';
import { type GroupFilter, type GroupStatus } from './domain/group-filter';

/** A group and its URL: the live one, or the one published last. */
export interface GroupWithUrl {
  readonly id: string;
  readonly lmsId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly code: string | null;
  readonly parentId: string | null;
  readonly archived: boolean;
  readonly status: GroupStatus;
  readonly url: UrlOfGroup | null;
}

interface UrlOfGroup {
  readonly id: string;
  readonly key: string;
  readonly codeRequired: boolean;
  readonly codes: readonly AuthenticationCode[];
  readonly publishedAt: Date;
  readonly stoppedAt: Date | null;
  readonly endsAt: Date | null;
}

/** Where a list goes on: behind this group. */
export interface GroupPlace {
  readonly nameKey: string;
  readonly id: string;
}

interface RawRow {
  readonly id: string;
  readonly lmsId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly code: string | null;
  readonly parentId: string | null;
  readonly archived: number | boolean;
  readonly status: GroupStatus;
  readonly urlId: string | null;
  readonly key: string;
  readonly codeRequired: number | boolean;
  readonly codes: string;
  readonly publishedAt: Date | string;
  readonly stoppedAt: Date | string | null;
  readonly endsAt: Date | string | null;
}

const WITH_URL = `g.id, g.lmsId, g.name, g.nameKey, g.code, g.parentId, g.archived, g.signupUrlStatus AS status, u.id AS urlId, u.\`key\`,
  u.codeRequired, u.codes, u.publishedAt, u.stoppedAt, u.endsAt`;
const URL_OF_GROUP = 'LEFT JOIN signup_urls u ON u.siteId = g.siteId AND u.id = g.signupUrlId';

interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/**
 * The one place where a filter becomes a query: the list of groups, its count,
 * its download and what is done to all that match ask here. Every filter is
 * served by an index that ends in (name, id), the order of all of them.
 */
@Injectable()
export class GroupSearch {
  constructor(private readonly dataSource: DataSource) {}

  /** How many match; with a `bound`, counts no further. */
  async count(siteId: string, filter: GroupFilter, bound?: number): Promise<number> {
    const { sql, values } = conditionOf(siteId, filter);
    const from = `FROM ${this.groupsBy(filter)} WHERE ${sql}`;
    const counted = bound === undefined ? from : `FROM (SELECT 1 AS one ${from} LIMIT ${bound}) matching`;
    const [row] = await this.dataSource.manager.query<[{ total: number | string }]>(`SELECT COUNT(*) AS total ${counted}`, [
      ...values,
    ]);
    return Number(row.total);
  }

  /** The first `limit` behind `after`, with their URLs. */
  async page(siteId: string, filter: GroupFilter, after: GroupPlace | null, limit: number): Promise<GroupWithUrl[]> {
    const rows = await this.behind<RawRow>(`SELECT ${WITH_URL} FROM ${this.groupsBy(filter)} ${URL_OF_GROUP}`, {
      condition: conditionOf(siteId, filter),
      after,
      limit,
    });
    return rows.map(groupOf);
  }

  /**
   * All that match with their URLs, `size` at a time. The next ones are asked
   * for while these are used.
   */
  async *batches(siteId: string, filter: GroupFilter, size: number): AsyncGenerator<readonly GroupWithUrl[]> {
    let next = this.page(siteId, filter, null, size);
    for (;;) {
      const rows = await next;
      const last = rows.at(-1);
      if (last === undefined) {
        return;
      }
      if (rows.length < size) {
        yield rows;
        return;
      }
      next = this.page(siteId, filter, last, size);
      // Whoever stops listening never waits for it.
      next.catch(() => undefined);
      yield rows;
    }
  }

  /**
   * The ids of all that match, `size` at a time, in the order of the list. It
   * goes on behind the last one, so nothing is left out or comes twice when
   * those that came stop matching.
   */
  async *idBatches(siteId: string, filter: GroupFilter, size: number): AsyncGenerator<readonly string[]> {
    const select = `SELECT g.id, g.nameKey FROM ${this.groupsBy(filter)}`;
    const condition = conditionOf(siteId, filter);
    let after: GroupPlace | null = null;
    for (;;) {
      const rows: GroupPlace[] = await this.behind<GroupPlace>(select, { condition, after, limit: size });
      if (rows.length > 0) {
        yield rows.map(({ id }) => id);
      }
      if (rows.length < size) {
        return;
      }
      after = rows.at(-1) ?? null;
    }
  }

  // First the rest of those of the same name, then the names after it: one range of the index each, which no engine gets wrong.
  private async behind<R>(
    select: string,
    { condition, after, limit }: { condition: Condition; after: GroupPlace | null; limit: number },
  ): Promise<R[]> {
    const query = (sql: string, values: readonly SqlValue[], most: number): Promise<R[]> =>
      this.dataSource.manager.query<R[]>(`${select} WHERE ${condition.sql} ${sql} ORDER BY g.nameKey, g.id LIMIT ${most}`, [
        ...condition.values,
        ...values,
      ]);
    if (after === null) {
      return query('', [], limit);
    }
    const sameName = await query('AND g.nameKey = ? AND g.id > ?', [after.nameKey, after.id], limit);
    const room = limit - sameName.length;
    return room === 0 ? sameName : [...sameName, ...(await query('AND g.nameKey > ?', [after.nameKey], room))];
  }

  private groupsBy({ code, status }: GroupFilter): string {
    const index = code !== undefined ? 'ix_groups_code' : status !== undefined ? 'ix_groups_status' : 'ix_groups_name';
    return `\`groups\` g ${byIndex(this.dataSource.manager, index)}`;
  }
}

function conditionOf(siteId: string, { name, code, status, archived }: GroupFilter): Condition {
  const prefix = searchKey(name ?? '');
  const named = beginsWith({ column: 'g.nameKey', text: prefix });
  const parts: (readonly [sql: string, ...values: SqlValue[]])[] = [
    ['g.siteId = ?', siteId],
    ['g.archived = ?', archived],
    ...(code === undefined ? [] : [['g.codeKey = ?', searchKey(code)] as const]),
    ...(status === undefined ? [] : [['g.signupUrlStatus = ?', status] as const]),
    ...(prefix === '' ? [] : [[named.text, ...named.values] as const]),
  ];
  return { sql: parts.map(([sql]) => sql).join(' AND '), values: parts.flatMap(([, ...values]) => values) };
}

function groupOf(row: RawRow): GroupWithUrl {
  const { id, lmsId, name, nameKey, code, parentId, status } = row;
  return { id, lmsId, name, nameKey, code, parentId, status, archived: isOn(row.archived), url: urlOf(row) };
}

function urlOf({ urlId, key, codeRequired, codes, publishedAt, stoppedAt, endsAt }: RawRow): UrlOfGroup | null {
  if (urlId === null) {
    return null;
  }
  return {
    id: urlId,
    key,
    codeRequired: isOn(codeRequired),
    codes: codes === '[]' ? [] : (JSON.parse(codes) as AuthenticationCode[]),
    publishedAt: momentOf(publishedAt),
    stoppedAt: stoppedAt === null ? null : momentOf(stoppedAt),
    endsAt: endsAt === null ? null : momentOf(endsAt),
  };
}

const isOn = (raw: number | boolean): boolean => Number(raw) === 1;
