import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { type JobOutcome, JobStanding } from './job-standing.entity';

/** What a process writes when it takes a job. */
export interface Claim {
  readonly lastTick: Date;
  readonly holder: string;
  readonly startedAt: Date;
  readonly leaseUntil: Date;
  readonly onlySiteId: string | null;
}

/** How a run ended. */
export interface Ending {
  readonly outcome: JobOutcome;
  readonly endedAt: Date;
  readonly durationMs: number;
  readonly error: string | null;
}

/** The number of a run, as the one who claimed it knows it. */
type Held = Pick<JobStanding, 'name' | 'fence'>;

const NOBODY = { holder: null, leaseUntil: null, startedAt: null, onlySiteId: null } as const;
const NEVER_RUN = {
  lastStartedAt: null,
  lastEndedAt: null,
  lastDurationMs: null,
  lastRows: null,
  lastOutcome: null,
  lastError: null,
  lastSucceededAt: null,
} as const;

/**
 * How each job stands. A job is claimed by compare-and-set on what was seen of
 * it, and every claim counts up its fence; whatever a run writes afterwards
 * names its fence, and is refused once there has been another claim.
 */
@Injectable()
export class JobStandingStore {
  constructor(private readonly dataSource: DataSource) {}

  all(): Promise<JobStanding[]> {
    return this.dataSource.manager.find(JobStanding);
  }

  find(name: string): Promise<JobStanding | null> {
    return this.dataSource.manager.findOneBy(JobStanding, { name });
  }

  get(name: string): Promise<JobStanding> {
    return this.dataSource.manager.findOneByOrFail(JobStanding, { name });
  }

  /** A job that is new here, and waits for the first tick after `lastTick`. False when another process was faster. */
  add(tx: Tx, name: string, lastTick: Date): Promise<boolean> {
    return insertIfNew(tx, JobStanding, { name, phase: 'idle', lastTick, fence: 0, rowsSoFar: 0, ...NOBODY, ...NEVER_RUN });
  }

  /**
   * Takes the job that was `seen` so; null when it is not so any more: another
   * process was faster, or its holder has given a sign of life. What a run that
   * never ended had come to is kept as its last run.
   */
  async claim(tx: Tx, seen: JobStanding, claim: Claim): Promise<JobStanding | null> {
    const { name, phase, fence, leaseUntil } = seen;
    const claimed = { phase: 'running', fence: fence + 1, rowsSoFar: 0, ...claim, ...lostRunOf(seen, claim.startedAt) } as const;
    const asSeen = { name, phase, fence, leaseUntil: leaseUntil ?? IsNull() };
    const { affected } = await tx.update(JobStanding, asSeen, claimed);
    return affected === 1 ? { ...seen, ...claimed } : null;
  }

  /** Whether the run still holds its job. */
  isHeld(tx: Tx, { name, fence }: Held): Promise<boolean> {
    return tx.existsBy(JobStanding, { name, fence, phase: 'running' });
  }

  /** A sign of life, and `rows` that were done; false, and nothing, when the run does not hold its job any more. */
  async moveOn(tx: Tx, { name, fence }: Held, leaseUntil: Date, rows = 0): Promise<boolean> {
    const progress = { leaseUntil, ...(rows > 0 && { rowsSoFar: () => `rowsSoFar + ${rows}` }) };
    const { affected } = await tx.update(JobStanding, { name, fence, phase: 'running' }, progress);
    return affected === 1;
  }

  /** The run is over; false, and nothing, when it does not hold its job any more. Stopped early, it leaves the job to be resumed. */
  async end(tx: Tx, { name, fence, startedAt }: JobStanding, { outcome, endedAt, durationMs, error }: Ending): Promise<boolean> {
    const isUnfinished = outcome === 'stopped';
    const { affected } = await tx.update(
      JobStanding,
      { name, fence, phase: 'running' },
      {
        lastStartedAt: startedAt,
        lastEndedAt: endedAt,
        lastDurationMs: durationMs,
        lastRows: () => 'rowsSoFar',
        lastOutcome: outcome,
        lastError: error,
        ...(outcome === 'succeeded' && { lastSucceededAt: endedAt }),
        holder: null,
        leaseUntil: null,
        startedAt: null,
        ...(isUnfinished ? { phase: 'unfinished' as const } : { phase: 'idle' as const, onlySiteId: null }),
      },
    );
    return affected === 1;
  }
}

function lostRunOf({ phase, startedAt, rowsSoFar }: JobStanding, now: Date): Partial<JobStanding> {
  if (phase !== 'running' || startedAt === null) {
    return {};
  }
  const lastDurationMs = Math.max(0, now.getTime() - startedAt.getTime());
  return {
    lastStartedAt: startedAt,
    lastEndedAt: now,
    lastDurationMs,
    lastRows: rowsSoFar,
    lastOutcome: 'lost',
    lastError: null,
  };
}
