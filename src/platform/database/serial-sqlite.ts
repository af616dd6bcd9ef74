import { type DataSource, type QueryRunner } from 'typeorm';
import { type BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { type IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { keepLoadOf } from './database-load';
import { Mutex } from './mutex';

const LONGEST_WAIT_IN_MS = 15_000;
// Of statements and transactions. Each takes a millisecond or few, so these are done in seconds.
const MOST_WAITING = 2_000;

/**
 * TypeORM shares one connection among all users of a SQLite data source, so
 * transactions that run at the same time would end up inside one another. This
 * gives each its turn: a transaction holds the connection from BEGIN to COMMIT,
 * anybody else's query waits.
 *
 * BEGIN IMMEDIATE takes SQLite's write lock at once, so that two processes on
 * one file queue up instead of failing halfway with SQLITE_BUSY.
 */
export function serialiseSqlite(dataSource: DataSource): void {
  const mutex = new Mutex(LONGEST_WAIT_IN_MS, MOST_WAITING);
  keepLoadOf(dataSource, mutex);
  const driver = dataSource.driver as BetterSqlite3Driver;
  driver.createQueryRunner = (): QueryRunner => new SerialQueryRunner(driver, mutex);
}

class SerialQueryRunner extends BetterSqlite3QueryRunner {
  private isMyTurn = false;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly mutex: Mutex,
  ) {
    super(driver);
  }

  override async startTransaction(isolation?: IsolationLevel): Promise<void> {
    if (!this.isMyTurn) {
      await this.mutex.acquire(this);
      this.isMyTurn = true;
    }
    try {
      await super.startTransaction(isolation);
    } catch (error) {
      this.endTurn();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    this.endTurn();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      this.endTurn();
    }
  }

  override async query<T>(sql: string, parameters?: unknown[], useStructuredResult?: boolean): Promise<T> {
    const statement = sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql;
    if (this.isMyTurn) {
      return super.query(statement, parameters, useStructuredResult) as Promise<T>;
    }
    const turn = {};
    await this.mutex.acquire(turn);
    try {
      return (await super.query(statement, parameters, useStructuredResult)) as T;
    } finally {
      this.mutex.release(turn);
    }
  }

  override async release(): Promise<void> {
    if (this.isMyTurn) {
      await this.rollbackTransaction().catch(() => undefined);
    }
    return super.release();
  }

  private endTurn(): void {
    if (this.isMyTurn && !this.isTransactionActive) {
      this.isMyTurn = false;
      this.mutex.release(this);
    }
  }
}
