import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { isHeld } from './domain/occasion';
import { JobRunner } from './job-runner';
import { type JobStanding } from './job-standing.entity';
import { JobStandingStore } from './job-standing.store';
import { Jobs, type ScheduledJob } from './jobs';

/**
 * Somebody wants a job to be run now, for all sites or for one. Its next tick
 * comes all the same. If this process stops before the job has ended, another
 * one goes on.
 */
@Injectable()
export class RunJob {
  constructor(
    private readonly jobs: Jobs,
    private readonly standings: JobStandingStore,
    private readonly runner: JobRunner,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Done when the run has begun; `ended` is, when it is over, however that was. Throws `job-not-found`, and `job-running` when there is one already, about whichever site. */
  async execute(name: string, onlySiteId: string | null = null): Promise<{ readonly ended: Promise<void> }> {
    const scheduled = this.jobs.get(name);
    const seen = await this.standingOf(scheduled);
    const begun = isHeld(seen, this.clock.now())
      ? null
      : await this.runner.begin(scheduled.job, seen, { lastTick: seen.lastTick, onlySiteId });
    if (begun === null) {
      throw new DomainError('job-running', 'The job is running at this moment.');
    }
    return begun;
  }

  private async standingOf({ job, schedule }: ScheduledJob): Promise<JobStanding> {
    const seen = await this.standings.find(job.name);
    if (seen !== null) {
      return seen;
    }
    const lastTick = schedule.latest(this.clock.now());
    await this.transactions.run((tx) => this.standings.add(tx, job.name, lastTick));
    return this.standings.get(job.name);
  }
}
