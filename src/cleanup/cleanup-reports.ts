import { Injectable } from '@nestjs/common';
import { HOURS, later } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { type CleanupRun } from './cleanup-run.entity';
import { CleanupRunStore } from './cleanup-run.store';

const KEPT_FOR = 365 * 24 * HOURS;

/** What is written down of each run. A run of the schedule that found nothing leaves no report. */
@Injectable()
export class CleanupReports {
  constructor(
    private readonly runs: CleanupRunStore,
    private readonly ids: Ids,
  ) {}

  /** Counts what a batch has removed into `report`; where there is none yet, one is begun with the first that is removed. */
  async count(
    tx: Tx,
    run: Pick<CleanupRun, 'siteId' | 'startedAt'>,
    report: CleanupRun | null,
    removed: number,
  ): Promise<CleanupRun | null> {
    if (removed === 0) {
      return report;
    }
    if (report !== null) {
      await this.runs.count(tx, report, removed);
      return report;
    }
    return this.begin(tx, { ...run, askedBy: 'schedule', askedById: null, removed });
  }

  /** A new report, in place of those that are older than a year. */
  async begin(tx: Tx, said: Omit<CleanupRun, 'id' | 'endedAt' | 'outcome'>): Promise<CleanupRun> {
    const report = { ...said, id: this.ids.next(), endedAt: null, outcome: null };
    await this.runs.forgetBefore(tx, said.siteId, later(said.startedAt, -KEPT_FOR));
    await this.runs.add(tx, report);
    return report;
  }
}
