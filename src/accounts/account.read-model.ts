import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf, preparedRead } from '../platform/database/prepared-read';
import { byIndex } from '../platform/database/index-hints';
import { keyIn, type Page, pageOf } from '../platform/http/cursor';

/** A member, as the back end of an LMS fetches them. */
export interface AccountView {
  readonly id: string;
  readonly loginId: string | null;
  readonly name: string;
  readonly email: string;
  /** The LMS's id of the group; null: none. */
  readonly group: string | null;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  readonly updatedAt: string;
}

export interface AccountsWish {
  readonly updatedSince: Date | null;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [0-9a-f-]{36}$/;
const THE_BEGINNING = '1970-01-01T00:00:00.000Z';

/** Members in the order in which they were last changed: who has read to the end goes on from there. */
@Injectable()
export class AccountReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `validation-failed` for a cursor that is none. */
  async page(siteId: string, { updatedSince, limit, cursor }: AccountsWish): Promise<Page<AccountView>> {
    const [from = THE_BEGINNING, afterId = ''] = keyIn(cursor, PLACE)?.split(' ') ?? [updatedSince?.toISOString()];
    const at = from.replace('T', ' ').replace('Z', '');
    const rows = await preparedRead<AccountView>(
      this.dataSource,
      `SELECT account.id, account.loginId, account.name, account.email, g.lmsId AS \`group\`,
         account.createdAt AS openedAt, account.updatedAt
       FROM accounts AS account ${byIndex(this.dataSource.manager, 'ix_accounts_updated_at')}
       LEFT JOIN \`groups\` AS g ON g.siteId = account.siteId AND g.id = account.groupId
       WHERE account.siteId = ? AND account.updatedAt >= ? AND (account.updatedAt > ? OR account.id > ?)
       ORDER BY account.updatedAt, account.id LIMIT ${limit + 1}`,
      [siteId, at, at, afterId],
    );
    const views = rows.map((row) => ({ ...row, openedAt: isoOf(row.openedAt), updatedAt: isoOf(row.updatedAt) }));
    return pageOf(views, limit, ({ updatedAt, id }) => `${updatedAt} ${id}`);
  }
}
