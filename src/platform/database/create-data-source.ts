import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Pool } from 'mysql2';
import { createConnection } from 'mysql2/promise';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { type DatabaseSettings } from '../config/database-url';
import { ConnectionGate } from './connection-gate';
import { serialiseSqlite } from './serial-sqlite';
import { lendSharedRunner } from './shared-runner';
import { SqliteDriver } from './sqlite-driver';

type Classes = MixedList<new () => object>;

export interface Schema {
  readonly entities: Classes;
  readonly migrations: Classes;
}

const CONNECTIONS = 10;
// Short: those that hang while a server is away hold up its return.
const CONNECT_TIMEOUT_IN_MS = 3_000;
// On each connection; a server has 16,382 for all of them.
const MOST_PREPARED = 100;

/**
 * The connected data source for `settings`. The one place that knows how
 * the engines are opened.
 *
 * SQLite: write-ahead log with `synchronous=FULL`, so that an acknowledged
 * commit survives a power cut. MariaDB and MySQL: utf8mb4, times in UTC. Which
 * of the two answers is asked of the server: TypeORM sees false schema changes
 * when MariaDB is called MySQL.
 */
export async function createDataSource(settings: DatabaseSettings, schema: Schema): Promise<DataSource> {
  const dataSource = new DataSource(await optionsFor(settings, schema));
  if (settings.engine === 'sqlite') {
    serialiseSqlite(dataSource);
    // A text is as long as one likes in SQLite, whatever its column is called.
    dataSource.driver.supportedDataTypes.push('mediumtext');
  }
  lendSharedRunner(dataSource);
  await dataSource.initialize();
  if (settings.engine === 'mysql') {
    await readCommitted(dataSource);
    ConnectionGate.guard(dataSource);
  }
  return dataSource;
}

async function optionsFor(settings: DatabaseSettings, { entities, migrations }: Schema): Promise<DataSourceOptions> {
  const shared = { entities, migrations, migrationsTableName: 'schema_migrations', migrationsTransactionMode: 'each' } as const;
  if (settings.engine === 'sqlite') {
    mkdirSync(dirname(settings.file), { recursive: true, mode: 0o700 });
    return {
      ...shared,
      type: 'better-sqlite3',
      database: settings.file,
      driver: SqliteDriver,
      enableWAL: true,
      timeout: 5_000,
      prepareDatabase: (database: SqliteDriver) => {
        database.pragma('synchronous = FULL');
      },
    };
  }
  return {
    ...shared,
    type: await serverFlavour(settings.url),
    url: settings.url,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    supportBigNumbers: true,
    poolSize: CONNECTIONS,
    connectTimeout: CONNECT_TIMEOUT_IN_MS,
    extra: { maxPreparedStatements: MOST_PREPARED },
  };
}

const READ_COMMITTED = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';

/** Told to each connection once, and not again with each transaction. */
async function readCommitted(dataSource: DataSource): Promise<void> {
  const { pool } = dataSource.driver as unknown as { readonly pool: Pool };
  pool.on('connection', (connection) => {
    // Comes before whatever the connection was opened for.
    connection.query(READ_COMMITTED, (error) => {
      if (error !== null) {
        connection.destroy();
      }
    });
  });
  // The one that there is already, from connecting.
  await dataSource.query(READ_COMMITTED);
}

async function serverFlavour(url: string): Promise<'mysql' | 'mariadb'> {
  const connection = await createConnection({ uri: url, connectTimeout: CONNECT_TIMEOUT_IN_MS });
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version');
    const [row] = rows as { version: string }[];
    return row?.version.includes('MariaDB') === true ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}
