import { Injectable } from '@nestjs/common';
import { RunJob } from '../jobs';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { RegistrationSettingsStore } from '../registration-settings';
import { memberOfStaff, SiteHistory } from '../site-history';
import { CleanupReports } from './cleanup-reports';
import { type CleanupRunView } from './cleanup.read-model';
import { CleanupRunStore } from './cleanup-run.store';
import { REMOVE_UNACTIVATED } from './remove-unactivated.job';
import { sentUntil } from './domain/deletion-due';

/**
 * An administrator does not want to wait for the next tick: what is due on
 * their site is removed now. There is a report of it in any case; should this
 * process end first, another one goes on.
 */
@Injectable()
export class RequestCleanup {
  constructor(
    private readonly settings: RegistrationSettingsStore,
    private readonly reports: CleanupReports,
    private readonly runs: CleanupRunStore,
    private readonly runJob: RunJob,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Done when the run has begun. Throws `cleanup-switched-off`, and `job-running` while one runs, about whichever site. */
  async execute(access: SiteAccess): Promise<CleanupRunView> {
    const { siteId, staffId, name } = access;
    const startedAt = this.clock.now();
    if (sentUntil(await this.settings.get(siteId), startedAt) === null) {
      throw new DomainError(
        'cleanup-switched-off',
        'Switch the deletion of unactivated applications on, and say after how many days.',
      );
    }
    const asked = { siteId, startedAt, askedBy: 'person', askedById: staffId, removed: 0 } as const;
    // Before the run begins, which looks for it.
    const run = await this.transactions.run((tx) => this.reports.begin(tx, asked));
    try {
      await this.runJob.execute(REMOVE_UNACTIVATED, siteId);
    } catch (error) {
      await this.transactions.run((tx) => this.runs.forget(tx, run));
      throw error;
    }
    // Not together with the report: that is taken back where a run is refused, and an entry never is.
    const about = { siteId, subject: 'cleanup', aboutId: run.id } as const;
    await this.transactions.run((tx) => this.history.record(tx, { ...about, event: 'run', by: memberOfStaff(access) }));
    return { run, askedByName: name };
  }
}
