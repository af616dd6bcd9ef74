import { setImmediate as breathe } from 'node:timers/promises';
import { SECONDS } from '../platform/clock/clock';
import { type Transactions, type Tx } from '../platform/database/transactions';
import { type JobRun } from './job';
import { LeaseLost, RunStopped } from './job-run.errors';
import { type JobStanding } from './job-standing.entity';
import { type JobStandingStore } from './job-standing.store';

const RENEW_EVERY = 10 * SECONDS;

/** What a run needs of the process that it runs in. */
export interface Surroundings {
  readonly standings: JobStandingStore;
  readonly transactions: Transactions;
  readonly leaseEnd: () => Date;
  readonly isStopping: () => boolean;
  readonly onRows: (rows: number) => void;
  readonly onUnrenewed: (error: unknown) => void;
}

/**
 * One run of a job that this process has claimed.
 *
 * A batch does its work first, and then moves the job on if the claim is still
 * the latest: a holder that was asleep for longer than its lease may wake up in
 * the middle of a batch, and all of it is undone. As the row of the job is
 * locked only then, a holder that sleeps within a batch does not keep others
 * from taking the job over.
 */
export class RunUnderWay implements JobRun {
  readonly startedAt: Date;
  readonly number: number;
  readonly onlySiteId: string | null;
  private isLost = false;

  constructor(
    private readonly mine: JobStanding & { readonly startedAt: Date },
    private readonly around: Surroundings,
  ) {
    this.startedAt = mine.startedAt;
    this.number = mine.fence;
    this.onlySiteId = mine.onlySiteId;
  }

  get isStopping(): boolean {
    return this.isLost || this.around.isStopping();
  }

  async batch(work: (tx: Tx) => Promise<number>): Promise<number> {
    const { transactions, isStopping, onRows } = this.around;
    if (isStopping()) {
      throw new RunStopped(this.mine.name);
    }
    const rows = await transactions.run((tx) => this.ifStillMine(tx, work));
    onRows(rows);
    // SQLite answers at once, in this thread: without a pause no request would be heard until the run is over.
    await breathe();
    return rows;
  }

  /** Gives signs of life until `work` is over, however long a batch takes. */
  async whileRenewing(work: () => Promise<void>): Promise<void> {
    const renewal = setInterval(() => {
      this.renew().catch(this.around.onUnrenewed);
    }, RENEW_EVERY);
    try {
      await work();
    } finally {
      clearInterval(renewal);
    }
  }

  private async ifStillMine(tx: Tx, work: (tx: Tx) => Promise<number>): Promise<number> {
    const { standings, leaseEnd } = this.around;
    // What begins after the loss would be undone in any case: it need not get in the new holder's way.
    if (!(await standings.isHeld(tx, this.mine))) {
      throw this.lost();
    }
    const rows = await work(tx);
    if (!(await standings.moveOn(tx, this.mine, leaseEnd(), rows))) {
      throw this.lost();
    }
    return rows;
  }

  private async renew(): Promise<void> {
    const { standings, transactions, leaseEnd } = this.around;
    if (!(await transactions.run((tx) => standings.moveOn(tx, this.mine, leaseEnd())))) {
      this.isLost = true;
    }
  }

  private lost(): LeaseLost {
    this.isLost = true;
    return new LeaseLost(this.mine.name);
  }
}
