import { Injectable } from '@nestjs/common';
import { type JobRun } from '../jobs';
import { HOURS, later } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { SiteStore } from '../sites';
import { type SiteRetentionSetting } from './domain/site-retention';
import { RetentionSettingsStore } from './retention-settings.store';

const SITES_AT_ONCE = 50;
const DAYS = 24 * HOURS;

/** What a site keeps for so many days, and how it is deleted. */
export interface PurgeOfSites {
  readonly setting: SiteRetentionSetting;
  /** How many rows go in one transaction at most. */
  readonly most: number;
  /** Deletes up to `most` rows of the site from `until` or before, and answers how many; 0: there are none. */
  readonly purge: (tx: Tx, siteId: string, until: Date, most: number) => Promise<number>;
}

/**
 * Deletes on every site what it has kept long enough. One transaction looks at
 * many sites, as most have nothing to delete on most days, and deletes a bounded
 * number of rows. A site's setting is read in the transaction that deletes:
 * who says "longer" in time is heard.
 */
@Injectable()
export class SitePurge {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RetentionSettingsStore,
  ) {}

  async execute(run: JobRun, kept: PurgeOfSites): Promise<void> {
    for await (const siteIds of this.sitesToDo(run)) {
      await this.purgeAll(run, kept, siteIds);
    }
  }

  private async *sitesToDo({ onlySiteId }: JobRun): AsyncGenerator<readonly string[]> {
    if (onlySiteId !== null) {
      yield [onlySiteId];
      return;
    }
    for (let after = ''; ;) {
      const sites = await this.sites.list(SITES_AT_ONCE, after);
      const last = sites.at(-1);
      if (last === undefined) {
        return;
      }
      yield sites.map(({ id }) => id);
      after = last.slug;
    }
  }

  private async purgeAll(run: JobRun, kept: PurgeOfSites, siteIds: readonly string[]): Promise<void> {
    for (let done = 0; done < siteIds.length;) {
      let doneNow = 0;
      await run.batch(async (tx) => {
        const batch = await this.batch(tx, kept, siteIds.slice(done), run.startedAt);
        doneNow = batch.sites;
        return batch.rows;
      });
      done += doneNow;
    }
  }

  // How many rows were deleted, and of how many of the sites there are no more.
  private async batch(
    tx: Tx,
    { setting, most, purge }: PurgeOfSites,
    siteIds: readonly string[],
    now: Date,
  ): Promise<{ readonly rows: number; readonly sites: number }> {
    const settings = await this.settings.ofAll(siteIds, tx);
    let [rows, sites] = [0, 0];
    for (const { siteId, [setting]: days } of settings) {
      const until = later(now, -days * DAYS);
      for (let deleted = -1; deleted !== 0; rows += deleted) {
        if (rows === most) {
          return { rows, sites };
        }
        deleted = await purge(tx, siteId, until, most - rows);
      }
      sites += 1;
    }
    return { rows, sites };
  }
}
