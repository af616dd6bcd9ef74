import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { isHeld } from './domain/occasion';
import { type JobStanding } from './job-standing.entity';
import { JobStandingStore } from './job-standing.store';
import { Jobs, type ScheduledJob } from './jobs';

export interface JobView extends ScheduledJob {
  /** Null while no process has looked at the job yet. */
  readonly standing: JobStanding | null;
  readonly isRunning: boolean;
  readonly nextTick: Date;
}

/** What is asked about jobs. */
@Injectable()
export class JobReadModel {
  constructor(
    private readonly jobs: Jobs,
    private readonly standings: JobStandingStore,
    private readonly clock: Clock,
  ) {}

  /** All jobs, by name. */
  async all(): Promise<JobView[]> {
    const now = this.clock.now();
    const standings = new Map((await this.standings.all()).map((standing) => [standing.name, standing]));
    return this.jobs.all().map((scheduled) => viewOf(scheduled, standings.get(scheduled.job.name) ?? null, now));
  }

  /** Throws `job-not-found`. */
  async get(name: string): Promise<JobView> {
    const scheduled = this.jobs.get(name);
    return viewOf(scheduled, await this.standings.find(name), this.clock.now());
  }
}

function viewOf(scheduled: ScheduledJob, standing: JobStanding | null, now: Date): JobView {
  return {
    ...scheduled,
    standing,
    isRunning: standing !== null && isHeld(standing, now),
    nextTick: scheduled.schedule.next(now),
  };
}
