import { type JobOutcome, type JobStanding } from '../job-standing.entity';
import { type JobView } from '../job.read-model';

export class RunningJobResponse {
  /**
   * The process that runs it: an id of its own, which its log carries as `holder`.
   * @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de'
   */
  holder: string;

  startedAt: Date;

  /** How many rows it has done so far. */
  rows: number;

  static from({ holder, startedAt, rowsSoFar }: JobStanding): RunningJobResponse | null {
    return holder === null || startedAt === null ? null : { holder, startedAt, rows: rowsSoFar };
  }
}

export class LastRunResponse {
  startedAt: Date;

  endedAt: Date;

  durationMs: number;

  /** How many rows it did, as the job counts them. */
  rows: number;

  /**
   * `stopped`: the service stopped, and another process resumes; `lost`: its process died or was asleep, and another one has taken over.
   * @example 'succeeded'
   */
  outcome: JobOutcome;

  /**
   * What failed; the log has more. Null unless the outcome is `failed`.
   * @example 'QueryFailedError: ER_LOCK_WAIT_TIMEOUT: query failed: DELETE FROM …'
   */
  error: string | null;

  static from(standing: JobStanding): LastRunResponse | null {
    const { lastStartedAt, lastEndedAt, lastDurationMs, lastRows, lastOutcome, lastError } = standing;
    return lastStartedAt === null || lastEndedAt === null || lastOutcome === null
      ? null
      : {
          startedAt: lastStartedAt,
          endedAt: lastEndedAt,
          durationMs: lastDurationMs ?? 0,
          rows: lastRows ?? 0,
          outcome: lastOutcome,
          error: lastError,
        };
  }
}

export class JobResponse {
  /** @example 'retire-ended-signup-urls' */
  name: string;

  /**
   * What it does.
   * @example 'Stops sign-up URLs whose end date has come.'
   */
  summary: string;

  /**
   * When it runs: minute, hour, day of month, month, day of week.
   * @example '5 3 * * *'
   */
  cron: string;

  /** @example 'UTC' */
  timeZone: string;

  /** The next moment of its schedule. */
  nextTickAt: Date;

  /** The run that is under way; null when none is. */
  running: RunningJobResponse | null;

  /** The last run that is over; null before the first one is. */
  lastRun: LastRunResponse | null;

  lastSucceededAt: Date | null;

  static from({ job, schedule, standing, isRunning, nextTick }: JobView): JobResponse {
    return {
      name: job.name,
      summary: job.summary,
      cron: schedule.cron,
      timeZone: schedule.timeZone,
      nextTickAt: nextTick,
      running: standing === null || !isRunning ? null : RunningJobResponse.from(standing),
      lastRun: standing === null ? null : LastRunResponse.from(standing),
      lastSucceededAt: standing?.lastSucceededAt ?? null,
    };
  }
}

export class JobListResponse {
  /** By name. */
  items: JobResponse[];

  static from(jobs: readonly JobView[]): JobListResponse {
    return { items: jobs.map((job) => JobResponse.from(job)) };
  }
}
