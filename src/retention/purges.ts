import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PurgeMemberSessions } from '../accounts';
import { ForgetDeclined, PurgeApplicationHistory } from '../applications';
import { PurgeDecisionJobs } from '../approval';
import { PurgeStaffAccess } from '../auth';
import { UsedChallengeStore } from '../bot-protection';
import { Idempotency } from '../idempotency';
import { type JobRun, Jobs } from '../jobs';
import { PurgeMailRecords } from '../mail';
import { HOURS, later } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { type Tx } from '../platform/database/transactions';
import { TargetLimits } from '../platform/rate-limits/target-limits';
import { SiteHistory } from '../site-history';
import { KEPT_DATA, type PurgeSchedule } from './kept-data';
import { type PurgeOfSites, SitePurge } from './site-purge';

const DAYS = 24 * HOURS;
// An application goes with its mails, and its history is written to: some five rows each.
const APPLICATIONS_AT_ONCE = 200;
// Named one by one in the statement, by keys of several columns; SQLite takes fewer than a thousand of them.
const KEYS_AT_ONCE = 500;
const ROWS_AT_ONCE = 1000;

/** Registers the jobs that delete what was kept long enough. Each kind of data has one, in the words of {@link KEPT_DATA}. */
@Injectable()
export class Purges implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly siteBySite: SitePurge,
    private readonly declined: ForgetDeclined,
    private readonly applicationHistory: PurgeApplicationHistory,
    private readonly mailRecords: PurgeMailRecords,
    private readonly siteHistory: SiteHistory,
    private readonly decisionJobs: PurgeDecisionJobs,
    private readonly staffAccess: PurgeStaffAccess,
    private readonly memberSessions: PurgeMemberSessions,
    private readonly idempotency: Idempotency,
    private readonly limits: TargetLimits,
    private readonly challenges: UsedChallengeStore,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.registerForSites();
    const { decisionJobsInDays, expiredSessionsInDays } = this.config.retention;
    this.register(KEPT_DATA.decisionJobs.job, (tx, now) =>
      this.decisionJobs.execute(tx, later(now, -decisionJobsInDays * DAYS), ROWS_AT_ONCE),
    );
    this.register(KEPT_DATA.expiredSessions.job, (tx, now) =>
      this.staffAccess.execute(tx, later(now, -expiredSessionsInDays * DAYS), KEYS_AT_ONCE),
    );
    this.register(KEPT_DATA.memberSessions.job, (tx, now) => this.memberSessions.execute(tx, now, ROWS_AT_ONCE));
    this.register(KEPT_DATA.idempotencyKeys.job, (tx, now) => this.idempotency.purge(tx, now, KEYS_AT_ONCE));
    this.register(KEPT_DATA.limitedTargets.job, (tx, now) => this.limits.purge(tx, now, KEYS_AT_ONCE));
    this.register(KEPT_DATA.usedChallenges.job, (tx, now) => this.challenges.purge(tx, now, KEYS_AT_ONCE));
  }

  private registerForSites(): void {
    const { declinedApplications, applicationHistory, mailRecords, siteHistory } = KEPT_DATA;
    this.registerForSite(declinedApplications, APPLICATIONS_AT_ONCE, (...of) => this.declined.execute(...of));
    this.registerForSite(applicationHistory, KEYS_AT_ONCE, (...of) => this.applicationHistory.execute(...of));
    this.registerForSite(mailRecords, ROWS_AT_ONCE, (...of) => this.mailRecords.execute(...of));
    this.registerForSite(siteHistory, ROWS_AT_ONCE, (...of) => this.siteHistory.purge(...of));
  }

  private registerForSite(
    { term: { setting }, job }: { readonly term: Pick<PurgeOfSites, 'setting'>; readonly job: PurgeSchedule },
    most: number,
    purge: PurgeOfSites['purge'],
  ): void {
    const run = (jobRun: JobRun): Promise<void> => this.siteBySite.execute(jobRun, { setting, most, purge });
    this.jobs.register({ ...job, timeZone: 'UTC', run });
  }

  // What is no site's in particular: of all sites, also where a run was asked for one.
  private register(job: PurgeSchedule, purge: (tx: Tx, now: Date) => Promise<number>): void {
    const run = async (jobRun: JobRun): Promise<void> => {
      for (let deleted = -1; deleted !== 0;) {
        deleted = await jobRun.batch((tx) => purge(tx, jobRun.startedAt));
      }
    };
    this.jobs.register({ ...job, timeZone: 'UTC', run });
  }
}
