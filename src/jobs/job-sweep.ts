import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Interval, SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { Clock, SECONDS } from '../platform/clock/clock';
import { Config } from '../platform/config/config';
import { Transactions } from '../platform/database/transactions';
import { Log } from '../platform/logging/log';
import { type Occasion, occasionOf } from './domain/occasion';
import { JobMetrics } from './job-metrics';
import { JobRunner } from './job-runner';
import { type JobStanding } from './job-standing.entity';
import { JobStandingStore } from './job-standing.store';
import { Jobs, type ScheduledJob } from './jobs';

const LOOK_EVERY = 10 * SECONDS;
// Each takes a connection while it is at a batch.
const AT_ONCE = 2;

/**
 * Begins the jobs that are due. Timers only give the occasion to look, at each
 * tick and every few seconds; the database decides. So it does not matter when
 * exactly they go off, in how many processes, and what the clock did meanwhile.
 */
@Injectable()
export class JobSweep implements OnApplicationBootstrap, OnModuleDestroy {
  /** The tick that this process ran each job for last: never twice in a row, should the clocks of two processes not agree. */
  private readonly ranFor = new Map<string, number>();
  private looking: Promise<void> | undefined;
  private isCalledAgain = false;
  private isStopping = false;

  constructor(
    private readonly jobs: Jobs,
    private readonly standings: JobStandingStore,
    private readonly runner: JobRunner,
    private readonly metrics: JobMetrics,
    private readonly timers: SchedulerRegistry,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksByItself) {
      this.isStopping = true;
      return;
    }
    for (const { job, schedule } of this.jobs.all()) {
      const timer = CronJob.from({
        cronTime: schedule.cron,
        timeZone: schedule.timeZone,
        onTick: () => void this.look(),
        unrefTimeout: true,
      });
      this.timers.addCronJob(job.name, timer);
      timer.start();
    }
  }

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** Begins what is due, and is done when it has begun. */
  @Interval('jobs', LOOK_EVERY)
  look(): Promise<void> {
    this.isCalledAgain = true;
    this.looking ??= this.lookWhileCalled();
    return this.looking;
  }

  private async lookWhileCalled(): Promise<void> {
    try {
      while (this.isCalledAgain && !this.isStopping) {
        this.isCalledAgain = false;
        await this.beginWhatIsDue();
      }
    } catch (error) {
      this.log.error('the jobs could not be looked at', { err: error });
    } finally {
      // Here, and not a moment later: a call in between would be nobody's.
      this.looking = undefined;
    }
  }

  private async beginWhatIsDue(): Promise<void> {
    const standings = await this.standings.all();
    this.metrics.tellLastSuccess(standings);
    const byName = new Map(standings.map((standing) => [standing.name, standing]));
    for (const scheduled of this.jobs.all()) {
      const standing = byName.get(scheduled.job.name);
      if (standing === undefined) {
        await this.add(scheduled);
      } else {
        await this.beginIfDue(scheduled, standing);
      }
    }
  }

  private async add({ job, schedule }: ScheduledJob): Promise<void> {
    const lastTick = schedule.latest(this.clock.now());
    await this.transactions.run((tx) => this.standings.add(tx, job.name, lastTick));
  }

  private async beginIfDue({ job, schedule }: ScheduledJob, seen: JobStanding): Promise<void> {
    const now = this.clock.now();
    const tick = schedule.latest(now);
    const occasion = occasionOf(seen, tick, now);
    if (
      occasion === null ||
      this.runner.size >= AT_ONCE ||
      (occasion === 'tick' && this.ranFor.get(job.name) === tick.getTime())
    ) {
      return;
    }
    const begun = await this.runner.begin(job, seen, wantedAt(occasion, tick, seen));
    if (occasion === 'tick' && begun !== null) {
      this.ranFor.set(job.name, tick.getTime());
    }
    if (begun !== null) {
      // Another one may wait for its place.
      void begun.ended.then(() => this.look());
    }
  }
}

/** A run that is begun again is still the one of its tick, about the same site. A tick of a clock that has gone back since is no tick. */
function wantedAt(
  occasion: Occasion,
  tick: Date,
  { lastTick, onlySiteId }: JobStanding,
): { readonly lastTick: Date; readonly onlySiteId: string | null } {
  return occasion === 'tick' ? { lastTick: tick, onlySiteId: null } : { lastTick: lastTick > tick ? tick : lastTick, onlySiteId };
}
