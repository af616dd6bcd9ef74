import { existsSync } from 'node:fs';
import { type DataSource } from 'typeorm';
import { MIGRATIONS } from '../../../migrations';
import { type Config } from '../../platform/config/config';
import { createDataSource } from '../../platform/database/create-data-source';
import { SCHEMA } from '../../schema';
import { sentenceOf } from '../support/sentence-of';
import { examineServer } from './examine-server';
import { type Finding, ok, problem, warning } from './finding';

const DATABASE = 'database';
const SCHEMA_CHECK = 'schema';

/** Whether the database answers, and is as the service needs it. Changes nothing there. */
export async function examineDatabase(config: Config): Promise<Finding[]> {
  const { database } = config;
  if (database.engine === 'sqlite' && !existsSync(database.file)) {
    return [
      warning(
        DATABASE,
        'SQLite: there is no file yet.',
        'It is made by "matricula migrate", and at the first start where MIGRATE_AT_START says so.',
      ),
    ];
  }
  let dataSource: DataSource;
  try {
    dataSource = await createDataSource(database, SCHEMA);
  } catch (error) {
    return [problem(DATABASE, `It does not let us in: ${sentenceOf(error)}`, adviceOn(error))];
  }
  try {
    const server = database.engine === 'sqlite' ? await examineSqlite(dataSource) : await examineServer(dataSource, config);
    return [...server, await examineSchema(dataSource)];
  } finally {
    await dataSource.destroy();
  }
}

async function examineSqlite(dataSource: DataSource): Promise<Finding[]> {
  const [row] = await dataSource.query<{ version: string }[]>('SELECT sqlite_version() AS version');
  const [sound] = await dataSource.query<{ quick_check: string }[]>('PRAGMA quick_check(1)');
  if (sound?.quick_check !== 'ok') {
    return [problem(DATABASE, 'SQLite: the file is damaged.', 'Restore the last backup: docs/back-up-and-restore.md.')];
  }
  return [ok(DATABASE, `SQLite ${row?.version ?? ''}, sound; for one process, and small sites.`)];
}

async function examineSchema(dataSource: DataSource): Promise<Finding> {
  const done = new Set(await migrationsDone(dataSource));
  const ours = MIGRATIONS.map(({ name }) => name);
  const pending = ours.filter((name) => !done.has(name)).length;
  const unknown = [...done].filter((name) => !ours.includes(name)).length;
  if (pending > 0) {
    return problem(SCHEMA_CHECK, `${pending} migrations are pending.`, 'Run "matricula migrate".');
  }
  return unknown > 0
    ? warning(
        SCHEMA_CHECK,
        `The database is of a newer version: ${unknown} migrations are unknown here.`,
        'Run the version that made them.',
      )
    : ok(SCHEMA_CHECK, `That of this version: ${ours.length} migrations.`);
}

async function migrationsDone(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable('schema_migrations'))) {
      return [];
    }
    const rows = (await runner.query('SELECT name FROM schema_migrations')) as { name: string }[];
    return rows.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'Look at user and password in DATABASE_URL, and at the host the account is for.',
  ER_DBACCESS_DENIED_ERROR: 'Give the account its grants: packaging/sql/users.sql.',
  ER_BAD_DB_ERROR: 'Make the database: CREATE DATABASE … CHARACTER SET utf8mb4 COLLATE utf8mb4_bin.',
  ENOTFOUND: 'Look at the host in DATABASE_URL.',
};

function adviceOn(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ADVICE[code] ?? 'Look at host and port in DATABASE_URL, and whether the server runs and may be reached from here.';
}
