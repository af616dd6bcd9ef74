import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, later, SECONDS } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { Log } from '../platform/logging/log';
import { loggedError } from '../platform/logging/logged-error';
import { outsideRequests } from '../platform/logging/request-scope';
import { LEASE } from './domain/occasion';
import { describeSpan, inSpan } from '../platform/tracing/spans';
import { type Job } from './job';
import { JobMetrics } from './job-metrics';
import { LeaseLost, RunStopped } from './job-run.errors';
import { type JobOutcome, type JobStanding } from './job-standing.entity';
import { JobStandingStore } from './job-standing.store';
import { RunUnderWay } from './run-under-way';

// What a shutdown grants everybody together is 28 s.
const LONGEST_FAREWELL = 6 * SECONDS;
const LONGEST_ERROR = 300;

/** What a claim is for. */
interface Wanted {
  /** The tick that counts as run for from now on. */
  readonly lastTick: Date;
  readonly onlySiteId: string | null;
}

/** Claims jobs for this process, runs them, and writes down how that ended. */
@Injectable()
export class JobRunner implements OnModuleDestroy, BeforeApplicationShutdown {
  /** Names this process in the list of jobs and in its log; tells nothing of the machine. */
  readonly holder: string;
  private readonly underWay = new Set<Promise<void>>();
  private isStopping = false;

  constructor(
    private readonly standings: JobStandingStore,
    private readonly metrics: JobMetrics,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
    ids: Ids,
  ) {
    this.holder = ids.next();
  }

  /** How many jobs this process runs. */
  get size(): number {
    return this.underWay.size;
  }

  /** From now on nothing begins: runs end after the batch they are at. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** Waits until they have, and have given their jobs back. What takes too long is undone with its connection, and taken over. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([Promise.all(this.underWay), sleep(LONGEST_FAREWELL, undefined, { ref: false })]);
  }

  /** Claims the job that was `seen` so, and begins to run it; null when another was faster. `ended` never rejects. */
  async begin(job: Job, seen: JobStanding, wanted: Wanted): Promise<{ readonly ended: Promise<void> } | null> {
    const startedAt = this.clock.now();
    const claim = { ...wanted, holder: this.holder, startedAt, leaseUntil: this.leaseEnd() };
    const mine = this.isStopping ? null : await this.transactions.run((tx) => this.standings.claim(tx, seen, claim));
    if (mine === null) {
      return null;
    }
    const ended = outsideRequests(() => this.runTraced(job, { ...mine, startedAt })).finally(() => this.underWay.delete(ended));
    this.underWay.add(ended);
    return { ended };
  }

  private runTraced(job: Job, mine: JobStanding & { readonly startedAt: Date }): Promise<void> {
    const attributes = { 'matricula.job': mine.name, 'matricula.job.run': mine.fence };
    return inSpan({ name: `job ${mine.name}`, attributes }, () => this.run(job, mine));
  }

  private async run(job: Job, mine: JobStanding & { readonly startedAt: Date }): Promise<void> {
    const begun = performance.now();
    this.log.info('a job begins', this.namesOf(mine));
    const run = new RunUnderWay(mine, {
      standings: this.standings,
      transactions: this.transactions,
      leaseEnd: () => this.leaseEnd(),
      isStopping: () => this.isStopping,
      onRows: (rows) => {
        this.metrics.countRows(job.name, rows);
      },
      onUnrenewed: (error) => {
        this.log.warn('the lease of a job could not be renewed', { ...this.namesOf(mine), err: error });
      },
    });
    try {
      await run.whileRenewing(() => job.run(run));
      await this.end(mine, begun, 'succeeded');
    } catch (error) {
      await this.end(mine, begun, outcomeOf(error), error);
    }
  }

  /** Never throws: what cannot be written down looks like a run that died, and is taken over. */
  private async end(mine: JobStanding, begun: number, wished: JobOutcome, error?: unknown): Promise<void> {
    const durationMs = Math.round(performance.now() - begun);
    try {
      const ending = {
        outcome: wished,
        endedAt: this.clock.now(),
        durationMs,
        error: wished === 'failed' ? summaryOf(error) : null,
      };
      const isWritten = wished !== 'lost' && (await this.transactions.run((tx) => this.standings.end(tx, mine, ending)));
      const outcome = isWritten ? wished : 'lost';
      this.metrics.countRun(mine.name, outcome, durationMs);
      describeSpan({ 'matricula.job.outcome': outcome });
      this.tell(mine, outcome, { durationMs, ...(error !== undefined && { err: error }) });
    } catch (unwritten) {
      this.log.error('how a job ended could not be written down', { ...this.namesOf(mine), err: unwritten });
    }
  }

  private tell(mine: JobStanding, outcome: JobOutcome, facts: Record<string, unknown>): void {
    const said = { ...this.namesOf(mine), outcome, ...facts };
    switch (outcome) {
      case 'succeeded':
      case 'stopped':
        this.log.info('a job has ended', said);
        return;
      case 'lost':
        this.log.warn('a job has passed to another process', said);
        return;
      case 'failed':
        this.log.error('a job has failed', said);
    }
  }

  private namesOf({ name, fence, onlySiteId }: JobStanding): Record<string, unknown> {
    return { job: name, run: fence, holder: this.holder, ...(onlySiteId !== null && { siteId: onlySiteId }) };
  }

  private leaseEnd(): Date {
    return later(this.clock.now(), LEASE);
  }
}

function outcomeOf(error: unknown): JobOutcome {
  if (error instanceof LeaseLost) {
    return 'lost';
  }
  return error instanceof RunStopped ? 'stopped' : 'failed';
}

/** As the log has it, without the stack: nothing of a person. */
function summaryOf(error: unknown): string {
  const { type, code, message } = loggedError(error);
  return [type, code, message]
    .filter((part) => part !== undefined)
    .join(': ')
    .slice(0, LONGEST_ERROR);
}
