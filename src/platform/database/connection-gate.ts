import { type Pool, type PoolConnection } from 'mysql2';
import { type DataSource } from 'typeorm';
import { DatabaseAway, DatabaseBusy } from './database-errors';
import { type DatabaseLoad, keepLoadOf } from './database-load';

interface Bounds {
  readonly mostWaiting: number;
  readonly longestWaitInMs: number;
}

// Some 10 ms each on 10 connections: what waits behind so many would not be served in time either.
const BOUNDS: Bounds = { mostWaiting: 250, longestWaitInMs: 3_000 };

/** The part of TypeORM's driver that hands out connections. */
interface PooledDriver {
  readonly pool: Pool;
  prepareDbConnection(connection: PoolConnection): PoolConnection;
  obtainMasterConnection(): Promise<PoolConnection>;
}

const gates = new WeakMap<DataSource, ConnectionGate>();

/**
 * Stands before the connections to a MySQL or MariaDB server, so that nobody
 * waits for one without end: only so many wait, only so long, and none while
 * the database is known to be away.
 */
export class ConnectionGate implements DatabaseLoad {
  refused = 0;
  private readonly waiters = new Set<(error: Error) => void>();
  private readonly connections = new Set<PoolConnection>();
  private readonly taken = new Set<PoolConnection>();
  private away: DatabaseAway | null = null;

  constructor(
    private readonly pool: Pick<Pool, 'getConnection' | 'on'>,
    private readonly bounds = BOUNDS,
  ) {
    pool.on('connection', (connection) => {
      this.keepTrackOf(connection);
    });
    pool.on('release', (connection) => this.taken.delete(connection));
  }

  /** Puts a gate before the connections of `dataSource`, which is connected. */
  static guard(dataSource: DataSource): void {
    const driver = dataSource.driver as unknown as PooledDriver;
    const gate = new ConnectionGate(driver.pool);
    driver.obtainMasterConnection = async () => driver.prepareDbConnection(await gate.take());
    gates.set(dataSource, gate);
    keepLoadOf(dataSource, gate);
  }

  /** The gate before the connections of `dataSource`; null for SQLite, which has none. */
  static of(dataSource: DataSource): ConnectionGate | null {
    return gates.get(dataSource) ?? null;
  }

  get inUse(): number {
    return this.taken.size;
  }

  get waiting(): number {
    return this.waiters.size;
  }

  get isShut(): boolean {
    return this.away !== null;
  }

  /** A connection, to be released. Throws {@link DatabaseAway}, {@link DatabaseBusy}. */
  take(): Promise<PoolConnection> {
    if (this.away !== null) {
      return Promise.reject(this.away);
    }
    if (this.waiters.size >= this.bounds.mostWaiting) {
      return Promise.reject(this.busy('Too many are waiting for a connection to the database.'));
    }
    return new Promise((resolve, reject) => {
      const giveUp = (error: Error): void => {
        clearTimeout(timer);
        this.waiters.delete(giveUp);
        reject(error);
      };
      const timer = setTimeout(() => {
        giveUp(this.busy('Waited too long for a connection to the database.'));
      }, this.bounds.longestWaitInMs);
      this.waiters.add(giveUp);
      this.pool.getConnection((error, connection) => {
        if (!this.waiters.has(giveUp)) {
          // Nobody waits for it any more. Without an error there is a connection, whatever the types say.
          if (error === null) connection.release();
        } else if (error === null) {
          clearTimeout(timer);
          this.waiters.delete(giveUp);
          this.taken.add(connection);
          resolve(connection);
        } else {
          giveUp(new DatabaseAway({ cause: error }));
        }
      });
    });
  }

  /** The database is away: who waits is told so, and what is under way is cut off instead of hanging. */
  shut(cause: unknown): void {
    const away = new DatabaseAway({ cause });
    this.away = away;
    for (const giveUp of [...this.waiters]) {
      giveUp(away);
    }
    for (const connection of [...this.connections]) {
      cut(connection);
    }
  }

  open(): void {
    this.away = null;
  }

  private busy(message: string): DatabaseBusy {
    this.refused += 1;
    return new DatabaseBusy(message);
  }

  private keepTrackOf(connection: PoolConnection): void {
    const forget = (): void => {
      this.connections.delete(connection);
      this.taken.delete(connection);
    };
    this.connections.add(connection);
    connection.once('end', forget);
    // Stays: a connection may tell of its end more than once, and an error that nobody listens to ends the process.
    connection.on('error', forget);
  }
}

// destroy() of the driver forgets who waits for an answer; an error of the socket is told to all of them.
function cut(connection: PoolConnection): void {
  const { stream } = connection as unknown as { stream: { destroy(error: Error): void } };
  stream.destroy(Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' }));
}
