import { Injectable } from '@nestjs/common';
import { chunksOf } from '../platform/database/chunks';
import { isDuplicateKey } from '../platform/database/database-errors';
import { byIndex } from '../platform/database/index-hints';
import { forUpdate } from '../platform/database/locks';
import { insertRows, momentOf, places, type SqlValue } from '../platform/database/raw-sql';
import { Contention, type Tx } from '../platform/database/transactions';
import { isLive } from './domain/signup-url-life';
import { type SignupUrl, type StopReason } from './signup-url.entity';

/** A URL that nobody has stopped yet. */
export interface UnstoppedUrl {
  readonly id: string;
  readonly groupId: string;
  readonly key: string;
  readonly endsAt: Date | null;
}

export interface Stopping {
  readonly reason: StopReason;
  readonly at: Date;
  /** The member of staff; null where nobody did it. */
  readonly byId: string | null;
}

// Ten codes make a row of 1.5 KB: longer statements cost both sides more for each row.
const ROWS_A_STATEMENT = 250;

const COLUMNS = [
  'siteId',
  'id',
  'groupId',
  'liveGroupId',
  'key',
  'codeRequired',
  'codes',
  'note',
  'endsAt',
  'publishedAt',
  'publishedById',
  'stoppedAt',
  'stoppedById',
  'stopReason',
  'version',
  'updatedAt',
] as const satisfies readonly (keyof SignupUrl)[];

/**
 * Publishes and stops URLs, one or a thousand with the same few statements, and
 * keeps on each group what its URL is. The groups have to be locked before.
 */
@Injectable()
export class LiveUrlsStore {
  /**
   * The live URLs of these groups, locked: who edits or applies through one has
   * finished. Those whose end has come are stopped on the way.
   */
  async liveOf(tx: Tx, siteId: string, groupIds: readonly string[], now: Date): Promise<UnstoppedUrl[]> {
    const unstopped = await this.unstopped(tx, { siteId, column: 'liveGroupId', ids: groupIds });
    await this.retire(
      tx,
      siteId,
      unstopped.filter((url) => !isLive({ ...url, stoppedAt: null }, now)),
    );
    return unstopped.filter((url) => isLive({ ...url, stoppedAt: null }, now));
  }

  /** Adds live URLs. A group that has one by now, though it was locked: everything runs again, and sees it. */
  async publish(tx: Tx, siteId: string, urls: readonly SignupUrl[]): Promise<void> {
    if (urls.length === 0) {
      return;
    }
    try {
      for (const some of chunksOf(urls, ROWS_A_STATEMENT)) {
        await insertRows(tx, 'signup_urls', COLUMNS, some.map(rowOf));
      }
    } catch (error) {
      throw isDuplicateKey(error) ? new Contention('A group has a live sign-up URL already.') : error;
    }
    const groupIds = urls.map(({ groupId }) => groupId);
    await tx.query(
      `UPDATE \`groups\` SET signupUrlStatus = 'published', signupUrlId =
         (SELECT u.id FROM signup_urls u WHERE u.siteId = \`groups\`.siteId AND u.liveGroupId = \`groups\`.id)
       WHERE siteId = ? AND id IN (${places(groupIds)})`,
      [siteId, ...groupIds],
    );
  }

  /** Stops these, which must be live. */
  async stop(tx: Tx, siteId: string, urls: readonly UnstoppedUrl[], { reason, at, byId }: Stopping): Promise<void> {
    await this.end(tx, siteId, urls, {
      set: 'stoppedAt = ?, stoppedById = ?, stopReason = ?, updatedAt = ?',
      values: [at, byId, reason, at],
    });
  }

  /** Notes the end of those whose end date has come: they have been stopped since then. */
  async retire(tx: Tx, siteId: string, urls: readonly UnstoppedUrl[]): Promise<void> {
    await this.end(tx, siteId, urls, { set: `stoppedAt = endsAt, stopReason = 'ended', updatedAt = endsAt`, values: [] });
  }

  /** Those of these URLs that nobody has stopped, locked. */
  unstoppedAmong(tx: Tx, siteId: string, ids: readonly string[]): Promise<UnstoppedUrl[]> {
    return this.unstopped(tx, { siteId, column: 'id', ids });
  }

  private async unstopped(
    tx: Tx,
    { siteId, column, ids }: { siteId: string; column: 'id' | 'liveGroupId'; ids: readonly string[] },
  ): Promise<UnstoppedUrl[]> {
    if (ids.length === 0) {
      return [];
    }
    const index = byIndex(tx, column === 'id' ? 'PRIMARY' : 'uq_signup_urls_live');
    const rows = await tx.query<(Omit<UnstoppedUrl, 'endsAt'> & { endsAt: Date | string | null })[]>(
      `SELECT id, groupId, \`key\`, endsAt FROM signup_urls ${index}
       WHERE siteId = ? AND ${column} IN (${places(ids)}) AND liveGroupId IS NOT NULL ORDER BY ${column} ${forUpdate(tx)}`,
      [siteId, ...ids],
    );
    return rows.map((row) => ({ ...row, endsAt: row.endsAt === null ? null : momentOf(row.endsAt) }));
  }

  private async end(
    tx: Tx,
    siteId: string,
    urls: readonly UnstoppedUrl[],
    { set, values }: { set: string; values: readonly SqlValue[] },
  ): Promise<void> {
    if (urls.length === 0) {
      return;
    }
    const ids = urls.map(({ id }) => id);
    await tx.query(
      `UPDATE signup_urls SET ${set}, liveGroupId = NULL, version = version + 1 WHERE siteId = ? AND id IN (${places(ids)})`,
      [...values, siteId, ...ids],
    );
    const groupIds = urls.map(({ groupId }) => groupId);
    await tx.query(`UPDATE \`groups\` SET signupUrlStatus = 'stopped' WHERE siteId = ? AND id IN (${places(groupIds)})`, [
      siteId,
      ...groupIds,
    ]);
  }
}

function rowOf(url: SignupUrl): SqlValue[] {
  return COLUMNS.map((column) => (column === 'codes' ? JSON.stringify(url.codes) : url[column]));
}
