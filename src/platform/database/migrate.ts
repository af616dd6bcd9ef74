import { type DataSource } from 'typeorm';
import { type DatabaseSettings } from '../config/database-url';
import { SqliteDriver } from './sqlite-driver';

const LONGEST_WAIT_IN_SECONDS = 120;
// Names of locks are server-wide and at most 64 characters long.
const LOCK_NAME = `CONCAT('matricula-migration:', LEFT(DATABASE(), 40))`;

/**
 * Runs pending migrations and answers their names.
 *
 * Of several processes starting at once one migrates; the others wait and find
 * nothing left to do. The lock dies with its holder: `GET_LOCK` on a connection
 * of its own, and for SQLite an exclusive transaction on a file beside the
 * database.
 */
export async function migrate(dataSource: DataSource, settings: DatabaseSettings): Promise<string[]> {
  const release = settings.engine === 'sqlite' ? lockBesideFile(settings.file) : await lockInServer(dataSource);
  try {
    const done = await dataSource.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await release();
  }
}

/** Whether the database's schema is that of this code. */
export async function isMigrated(dataSource: DataSource): Promise<boolean> {
  return !(await dataSource.showMigrations());
}

function lockBesideFile(file: string): () => Promise<void> {
  const lock = new SqliteDriver(`${file}.migration-lock`, { timeout: LONGEST_WAIT_IN_SECONDS * 1000 });
  lock.exec('BEGIN EXCLUSIVE');
  return () => {
    lock.exec('ROLLBACK');
    lock.close();
    return Promise.resolve();
  };
}

async function lockInServer(dataSource: DataSource): Promise<() => Promise<void>> {
  const connection = dataSource.createQueryRunner();
  const [row] = (await connection.query(`SELECT GET_LOCK(${LOCK_NAME}, ?) AS granted`, [LONGEST_WAIT_IN_SECONDS])) as [
    { granted: unknown }?,
  ];
  if (Number(row?.granted) !== 1) {
    await connection.release();
    throw new Error('Another process has been migrating this database for too long.');
  }
  return async () => {
    await connection.query(`SELECT RELEASE_LOCK(${LOCK_NAME})`);
    await connection.release();
  };
}
