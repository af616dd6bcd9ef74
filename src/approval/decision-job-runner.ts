import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Clock, later, SECONDS } from '../platform/clock/clock';
import { isDatabaseAway } from '../platform/database/database-errors';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Log } from '../platform/logging/log';
import { inSpan } from '../platform/tracing/spans';
import { changesBetween, SiteHistory, THE_SERVICE } from '../site-history';
import { DecideApplications, type Decided } from './decide-applications';
import { DecisionBatches } from './decision-batches';
import { type DecisionJob } from './decision-job.entity';
import { DecisionJobStore } from './decision-job.store';
import { type DecisionOrder, DecisionOrders } from './decision-orders';
import { type DecisionResult } from './decision-result.entity';
import { type JobState, pauseAfter } from './domain/decision-job';
import { countedIn, told } from './domain/outcome';

const LEASE = 60 * SECONDS;
const LONGEST_FAREWELL = 8 * SECONDS;
// After so many batches it is the turn of whatever else is due, of other sites for example.
const BATCHES_IN_A_ROW = 25;

const ENDS: Partial<Record<JobState, 'finish-many' | 'fail-many'>> = { finished: 'finish-many', failed: 'fail-many' };

class PassedToAnother extends Error {}

/**
 * Works on jobs that this process has claimed, batch by batch.
 *
 * A batch is one transaction that decides, writes the results and moves the job
 * on, if the claim is still the latest. So no application is decided or written
 * to twice, whoever dies, wakes up late or takes over; and once a cancellation
 * is answered nothing more is decided.
 */
@Injectable()
export class DecisionJobRunner implements BeforeApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();
  private isStopping = false;

  constructor(
    private readonly jobs: DecisionJobStore,
    private readonly batches: DecisionBatches,
    private readonly orders: DecisionOrders,
    private readonly decide: DecideApplications,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  leaseEnd(): Date {
    return later(this.clock.now(), LEASE);
  }

  /** Works on `claimed` until it is over, it is another's turn, or the service stops. Never throws: what failed is tried again later. */
  run(claimed: DecisionJob): Promise<void> {
    const running = inSpan({ name: 'decisions', attributes: { 'matricula.decisions.id': claimed.id } }, () =>
      this.work(claimed),
    ).finally(() => this.underWay.delete(running));
    this.underWay.add(running);
    return running;
  }

  /** Lets the batches under way come to their end; their jobs go to the next worker. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await Promise.race([Promise.all(this.underWay), sleep(LONGEST_FAREWELL, undefined, { ref: false })]);
  }

  private async work(claimed: DecisionJob): Promise<void> {
    let job = claimed;
    try {
      const { siteId, createdById: staffId, requestId } = job;
      const order = await this.orders.toCarryOut({ siteId, staffId, requestId }, job.decision);
      let left = BATCHES_IN_A_ROW;
      for await (const ids of this.batches.of(claimed)) {
        if (this.isStopping || left === 0) {
          const dueAt = this.clock.now();
          await this.transactions.run((tx) => this.write(tx, job, { state: 'queued', dueAt }));
          return;
        }
        job = await this.transactions.run((tx) => this.batch(tx, job, order, ids));
        left -= 1;
        // SQLite answers at once, in this thread: without a pause no request would be heard until the job is over.
        await breathe();
      }
      const finishedAt = this.clock.now();
      await this.transactions.run((tx) => this.write(tx, job, { state: 'finished', finishedAt }));
    } catch (error) {
      await this.afterFault(job, error);
    }
  }

  private async batch(tx: Tx, job: DecisionJob, order: DecisionOrder, ids: readonly string[]): Promise<DecisionJob> {
    const decided = await this.decide.execute(tx, order, ids);
    const progress = {
      done: job.done + ids.length,
      doneUpTo: ids.at(-1) ?? job.doneUpTo,
      summary: countedIn(
        job.summary,
        decided.map(({ outcome }) => outcome),
      ),
      failures: 0,
      dueAt: this.leaseEnd(),
    };
    // Before the results, which lock the job's row for reading: two that both read could not both go on to write.
    if (!(await this.jobs.moveOn(tx, job, progress))) {
      throw new PassedToAnother();
    }
    await this.jobs.addResults(
      tx,
      decided.map((each) => resultOf(job, each)),
    );
    return { ...job, ...progress };
  }

  // An end is in the history of the site, once: as the work of whoever still had the claim.
  private async write(tx: Tx, job: DecisionJob, progress: Parameters<DecisionJobStore['moveOn']>[2]): Promise<void> {
    const isWritten = await this.jobs.moveOn(tx, job, progress);
    const { siteId, id: aboutId, done, summary } = job;
    const event = progress.state === undefined ? undefined : ENDS[progress.state];
    if (isWritten && event !== undefined) {
      const changes = changesBetween({}, { done, ...told(summary) });
      await this.history.record(tx, { siteId, subject: 'decision', event, aboutId, by: THE_SERVICE, changes });
    }
  }

  private async afterFault(job: DecisionJob, error: unknown): Promise<void> {
    if (error instanceof PassedToAnother) {
      return;
    }
    // A database that is away says nothing against the job.
    const failures = job.failures + (isDatabaseAway(error) ? 0 : 1);
    const pause = pauseAfter(failures);
    const now = this.clock.now();
    this.log.error('a job could not go on', { jobId: job.id, failures, err: error });
    const progress =
      pause === null
        ? ({ state: 'failed', failures, finishedAt: now } as const)
        : ({ state: 'queued', failures, dueAt: later(now, pause) } as const);
    const isOver = (): boolean => this.isStopping || later(now, LEASE) < this.clock.now();
    await this.transactions
      .persistently((tx) => this.write(tx, job, progress), isOver)
      .catch((unwritten: unknown) => {
        // Its lease will end, and another worker try.
        this.log.error('what became of a job could not be written down', { jobId: job.id, err: unwritten });
      });
  }
}

function resultOf({ siteId, id: jobId }: DecisionJob, { id: applicationId, outcome, application }: Decided): DecisionResult {
  const { status = null, decidedById = null, decidedAt = null } = application ?? {};
  return { siteId, jobId, applicationId, outcome, status, decidedById, decidedAt };
}
