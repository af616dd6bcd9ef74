import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { GroupStore } from '../groups';
import { Clock } from '../platform/clock/clock';
import { byIndex } from '../platform/database/index-hints';
import { places } from '../platform/database/raw-sql';
import { Transactions, type Tx } from '../platform/database/transactions';
import { isLive } from './domain/signup-url-life';
import { LiveUrlsStore } from './live-urls.store';

const BATCH = 500;

/** Does so many URLs in a transaction, and answers how many. */
export type InOneTransaction = (work: (tx: Tx) => Promise<number>) => Promise<number>;

/**
 * Stops the URLs of a site whose end date has come. An ended URL takes no
 * applications from that moment, whoever asks; this is what makes lists,
 * filters and the groups say so. Nearly always there is nothing to do, and that
 * costs one look at an index.
 */
@Injectable()
export class RetireEndedUrls {
  constructor(
    private readonly dataSource: DataSource,
    private readonly groups: GroupStore,
    private readonly liveUrls: LiveUrlsStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** How many were stopped, up to {@link BATCH} `inOneTransaction`. */
  async execute(siteId: string, inOneTransaction: InOneTransaction = (work) => this.transactions.run(work)): Promise<number> {
    const now = this.clock.now();
    let retired = 0;
    for (;;) {
      const ended = await this.ended(siteId, now);
      const done = ended.length === 0 ? 0 : await inOneTransaction((tx) => this.retire(tx, siteId, ended, now));
      retired += done;
      // None of a full batch: another process is at it.
      if (ended.length < BATCH || done === 0) {
        return retired;
      }
    }
  }

  /** Which of `siteIds` have one to stop. */
  async sitesWithEnded(siteIds: readonly string[]): Promise<string[]> {
    const { manager } = this.dataSource;
    const rows = await manager.query<{ siteId: string }[]>(
      `SELECT DISTINCT siteId FROM signup_urls ${byIndex(manager, 'ix_signup_urls_ends_at')}
       WHERE siteId IN (${places(siteIds)}) AND stoppedAt IS NULL AND endsAt <= ?`,
      [...siteIds, this.clock.now()],
    );
    return rows.map(({ siteId }) => siteId);
  }

  private async ended(siteId: string, now: Date): Promise<readonly { id: string; groupId: string }[]> {
    const { manager } = this.dataSource;
    return manager.query<{ id: string; groupId: string }[]>(
      `SELECT id, groupId FROM signup_urls ${byIndex(manager, 'ix_signup_urls_ends_at')}
       WHERE siteId = ? AND stoppedAt IS NULL AND endsAt <= ? ORDER BY endsAt LIMIT ${BATCH}`,
      [siteId, now],
    );
  }

  private async retire(tx: Tx, siteId: string, ended: readonly { id: string; groupId: string }[], now: Date): Promise<number> {
    const groupIds = ended.map(({ groupId }) => groupId);
    await this.groups.lock(tx, siteId, groupIds);
    // Somebody else may have been here meanwhile.
    const ids = ended.map(({ id }) => id);
    const unstopped = await this.liveUrls.unstoppedAmong(tx, siteId, ids);
    const due = unstopped.filter((url) => !isLive({ ...url, stoppedAt: null }, now));
    await this.liveUrls.retire(tx, siteId, due);
    return due.length;
  }
}
