import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { byTheService, MoveApplication, UnactivatedApplications } from '../applications';
import { type JobRun } from '../jobs';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { RegistrationSettingsStore } from '../registration-settings';
import { CleanupReports } from './cleanup-reports';
import { type CleanupRun } from './cleanup-run.entity';
import { CleanupRunStore } from './cleanup-run.store';
import { sentUntil } from './domain/deletion-due';

// Small enough that nobody who reads meanwhile waits for long.
const BATCH = 200;
const LONGEST_PAUSE_IN_MS = 1000;

/** How far the removal on a site has got: it goes on behind the id `after`, and what it does is reported in `report`. */
interface Progress {
  readonly after: string;
  readonly report: CleanupRun | null;
  /** How many there were to be looked at in the last batch; null: the site has switched deletion off. */
  readonly found: number | null;
}

/**
 * Removes the applications of one site that nobody has activated in time, the
 * oldest first, batch by batch. Each is locked and judged in the transaction
 * that removes it, so it is activated or removed, and never both; what somebody
 * is at in that moment is left for the next run.
 *
 * What stays of a person is an opaque id with times and names of events in the
 * history, and the count in the report.
 */
@Injectable()
export class RemoveUnactivated {
  constructor(
    private readonly unactivated: UnactivatedApplications,
    private readonly settings: RegistrationSettingsStore,
    private readonly moves: MoveApplication,
    private readonly runs: CleanupRunStore,
    private readonly reports: CleanupReports,
    private readonly clock: Clock,
  ) {}

  /** All that is due when the run began, by the settings as they are at each batch. */
  async execute(siteId: string, run: JobRun): Promise<void> {
    const asked = await this.runs.unended(siteId);
    let progress: Progress = { after: '', report: asked.at(-1) ?? null, found: 0 };
    if (asked.length > 0 || (await this.isAnyDue(siteId, run.startedAt))) {
      do {
        progress = await this.oneBatch(siteId, run, progress);
      } while (progress.found === BATCH);
      await this.end(siteId, run, [...asked, ...(progress.report === null ? [] : [progress.report])], progress);
    }
  }

  private async isAnyDue(siteId: string, now: Date): Promise<boolean> {
    const until = sentUntil(await this.settings.get(siteId), now);
    const oldest = until === null ? null : await this.unactivated.oldest(siteId);
    return until !== null && oldest !== null && oldest <= until;
  }

  private async oneBatch(siteId: string, run: JobRun, before: Progress): Promise<Progress> {
    let progress = before;
    const beganAt = performance.now();
    await run.batch(async (tx) => {
      const { removed, ...made } = await this.remove(tx, siteId, run, before);
      progress = made;
      return removed;
    });
    // Twice as long as it took: two of three moments belong to those who read.
    await sleep(Math.min(2 * (performance.now() - beganAt), LONGEST_PAUSE_IN_MS), undefined, { ref: false });
    return progress;
  }

  private async remove(tx: Tx, siteId: string, run: JobRun, before: Progress): Promise<Progress & { readonly removed: number }> {
    const until = sentUntil(await this.settings.get(siteId, tx), run.startedAt);
    if (until === null) {
      return { ...before, found: null, removed: 0 };
    }
    const found = await this.unactivated.lock(tx, siteId, until, { after: before.after, size: BATCH });
    const due = found.filter(({ appliedAt }) => appliedAt <= until);
    await this.moves.endMany(tx, due, 'expire', byTheService);
    const report = await this.reports.count(tx, { siteId, startedAt: run.startedAt }, before.report, due.length);
    return { after: found.at(-1)?.id ?? before.after, report, found: found.length, removed: due.length };
  }

  private async end(siteId: string, run: JobRun, reports: readonly CleanupRun[], { found }: Progress): Promise<void> {
    const ids = [...new Set(reports.map(({ id }) => id))];
    if (ids.length > 0) {
      const outcome = found === null ? 'switched-off' : 'succeeded';
      await run.batch(async (tx) => {
        await this.runs.end(tx, siteId, ids, { endedAt: this.clock.now(), outcome });
        return 0;
      });
    }
  }
}
