import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isDatabaseAway, isLostToAnother } from './database-errors';
import { sharedRunner, withSharedRunner } from './shared-runner';

/**
 * An open transaction. Stores ask for one instead of a repository, so a write
 * outside a transaction does not compile. Only `Transactions` makes them.
 */
export type Tx = EntityManager & { readonly __openTransaction: true };

/** What was read before is no longer so: the whole transaction is to run again. */
export class Contention extends Error {}

const TRIES = 8;
const FIRST_PAUSE_IN_MS = 5;
const PAUSE_WHILE_AWAY_IN_MS = 1_000;
// SQLite waits for another process within a try, and this whole process with it.
const LONGEST_TRYING_IN_MS = 12_000;

@Injectable()
export class Transactions {
  private readonly afterCommit = new WeakMap<Tx, (() => void)[]>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction: all of it is kept, or nothing.
   *
   * When the engine gives way to another transaction (deadlock, busy), all of
   * `work` runs again: it must not have effects outside the database. Those
   * belong into {@link onceCommitted}.
   *
   * READ COMMITTED on the MySQL family, as every connection is told once: rows
   * are locked by name, not by gap, and a read after waiting for a lock sees
   * what the other one wrote.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (sharedRunner() !== undefined) {
      return this.runOnce(work);
    }
    const beganAt = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.runOnce(work);
      } catch (error) {
        const isWorthwhile = attempt < TRIES && performance.now() - beganAt < LONGEST_TRYING_IN_MS;
        if (!isWorthwhile || !(error instanceof Contention || isLostToAnother(error))) {
          throw error;
        }
        await sleep(FIRST_PAUSE_IN_MS * 2 ** attempt * jitter());
      }
    }
  }

  /**
   * As {@link run}; while the database is away, `work` runs again every second
   * until it is back or `isOver`. For what has to be written down some time:
   * nobody's request should wait like this.
   *
   * `work` may have been kept without our hearing of it: it must be safe to run again.
   */
  async persistently<T>(work: (tx: Tx) => Promise<T>, isOver: () => boolean): Promise<T> {
    for (;;) {
      try {
        return await this.run(work);
      } catch (error) {
        if (!isDatabaseAway(error) || isOver()) {
          throw error;
        }
        await sleep(PAUSE_WHILE_AWAY_IN_MS, undefined, { ref: false });
      }
    }
  }

  /** Runs `work` within `tx` (a savepoint), and keeps or undoes just that; undone as well when it throws. */
  async nested(tx: Tx, work: () => Promise<'keep' | 'undo'>): Promise<void> {
    await tx.query('SAVEPOINT nested');
    try {
      const outcome = await work();
      await tx.query(outcome === 'keep' ? 'RELEASE SAVEPOINT nested' : 'ROLLBACK TO SAVEPOINT nested');
    } catch (error) {
      // After a deadlock the savepoint is gone with the whole transaction; the error to tell of is the first one.
      await tx.query('ROLLBACK TO SAVEPOINT nested').catch(() => undefined);
      throw error;
    }
  }

  /**
   * Runs `work` with all that it asks of use-cases and read-models in one
   * transaction: a transaction within becomes a savepoint, a read sees what was
   * written before it. Everything is kept, or nothing; undone as well when it throws.
   *
   * Nothing runs again when the engine gives way to another, and effects that wait for a commit come before it: for commands, which do one
   * thing and end, not for requests.
   */
  async together(work: () => Promise<'keep' | 'undo'>): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const outcome = await withSharedRunner(runner, work);
      await (outcome === 'keep' ? runner.commitTransaction() : runner.rollbackTransaction());
    } catch (error) {
      // The error to tell of is the first one.
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Calls `effect` after `tx` has been committed; never, if it is rolled back. */
  onceCommitted(tx: Tx, effect: () => void): void {
    this.afterCommit.get(tx)?.push(effect);
  }

  private async runOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const effects: (() => void)[] = [];
    const body = (manager: EntityManager): Promise<T> => {
      const tx = manager as Tx;
      this.afterCommit.set(tx, effects);
      return work(tx);
    };
    const result = await this.dataSource.transaction(body);
    for (const effect of effects) {
      effect();
    }
    return result;
  }
}

const jitter = (): number => randomInt(50, 150) / 100;
