import { Injectable } from '@nestjs/common';
import { CronSchedule } from '../platform/clock/cron-schedule';
import { Config } from '../platform/config/config';
import { DomainError } from '../platform/problem/domain-error';
import { type Job } from './job';

/** A job, and when it runs here: `JOBS_SCHEDULE` may say otherwise than the job itself. */
export interface ScheduledJob {
  readonly job: Job;
  readonly schedule: CronSchedule;
}

const NAME = /^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The one list of all jobs. Modules fill it while the service starts. */
@Injectable()
export class Jobs {
  private readonly byName = new Map<string, ScheduledJob>();

  constructor(private readonly config: Config) {}

  /** Throws, and so stops the start, on a name that is taken or no name, and on a schedule that cannot be read. */
  register(job: Job): void {
    if (!NAME.test(job.name) || this.byName.has(job.name)) {
      throw new Error(`"${job.name}" cannot be the name of a job: it is taken, or not lower-case words with hyphens.`);
    }
    this.byName.set(job.name, { job, schedule: this.scheduleOf(job) });
  }

  /** By name. */
  all(): readonly ScheduledJob[] {
    return [...this.byName.values()].sort((a, b) => (a.job.name < b.job.name ? -1 : 1));
  }

  /** Throws `job-not-found`. */
  get(name: string): ScheduledJob {
    const scheduled = this.byName.get(name);
    if (scheduled === undefined) {
      throw new DomainError('job-not-found', 'There is no such job.');
    }
    return scheduled;
  }

  private scheduleOf(job: Job): CronSchedule {
    try {
      return new CronSchedule(this.config.jobs.cronOfAll ?? job.cron, job.timeZone);
    } catch (error) {
      throw new Error(`The schedule of the job ${job.name} cannot be read.`, { cause: error });
    }
  }
}
