import { type Tx } from '../platform/database/transactions';

/**
 * Something the service does on its own, at the ticks of a schedule; once a
 * tick, however many processes there are. A module hands its jobs to
 * {@link Jobs} in `onModuleInit`.
 */
export interface Job {
  /** In the list, in paths and in metrics: lower-case words with hyphens, 60 characters at most. Never changes. */
  readonly name: string;
  /** What it does, for operators: a sentence or two. */
  readonly summary: string;
  /** When: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  readonly timeZone: 'UTC';

  /**
   * Does what there is to do, batch by batch. A run may end after any batch (the
   * service stops, the process dies, another one took the run over) and another
   * run begins from the start: what is done must be recognisable as done.
   */
  run(run: JobRun): Promise<void>;
}

/** One run of a job, as the job sees it. */
export interface JobRun {
  /** When it began: what is due is due by this moment. */
  readonly startedAt: Date;
  /** No other run of this job ever has the same one: names the run in what the job itself reports. */
  readonly number: number;
  /** The site it is about, where it was asked for one; null: all sites. */
  readonly onlySiteId: string | null;
  /** Whether to end soon, between two batches. Whoever only does batches need not ask: {@link batch} ends the run. */
  readonly isStopping: boolean;

  /**
   * One batch, in one transaction: `work` does it and answers how many rows it
   * was. Kept only if this run is still the one that holds the job; if not, all
   * of it is undone, and `LeaseLost` is thrown. Throws `RunStopped` when the
   * service is about to stop. Let both pass: the run is over then.
   *
   * Keep a batch under a second: `work` may run twice (see `Transactions.run`),
   * and the shutdown waits for it.
   */
  batch(work: (tx: Tx) => Promise<number>): Promise<number>;
}
