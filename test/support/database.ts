import { DatabaseSync } from '@photostructure/sqlite';
import { createConnection, createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { join } from 'node:path';
import { ENGINE, TEST_DATABASE_URL, uniqueText } from './environment';

export type Row = Record<string, unknown>;
type Value = string | number | null;

/** A look into the database of the service under test. */
export interface TestDatabase {
  /** What the service gets as DATABASE_URL. */
  readonly url: string;
  rows<R extends object = Row>(sql: string, values?: Value[]): Promise<R[]>;
  /** Brings about what no operation can. */
  write(sql: string, values?: Value[]): Promise<void>;
  /** Every row of every table, or of the tables named. */
  dump(tables?: readonly string[]): Promise<Record<string, Row[]>>;
  drop(): Promise<void>;
}

/** A fresh, empty database of the engine under test; `folder` is where SQLite keeps its file. */
export async function createTestDatabase(folder: string): Promise<TestDatabase> {
  return ENGINE === 'mariadb' ? createMariaDb(TEST_DATABASE_URL) : new SqliteTestDatabase(join(folder, 'matricula-test.sqlite'));
}

export async function countRows(database: TestDatabase, sql: string, values: Value[] = []): Promise<number> {
  const [row] = await database.rows<{ total: number | string }>(`SELECT COUNT(*) AS total FROM ${sql}`, values);
  return Number(row?.total ?? 0);
}

async function dumpTables(database: Pick<TestDatabase, 'rows'>, tables: readonly string[]): Promise<Record<string, Row[]>> {
  const dump: Record<string, Row[]> = {};
  for (const table of tables) {
    const rows = await database.rows(`SELECT * FROM \`${table}\``);
    dump[table] = rows.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
  return dump;
}

/** Locks what `select` finds, as another transaction would, until the answer is called. Not on SQLite, which has no locks on rows. */
export async function lockRows({ url }: TestDatabase, select: string, values: Value[] = []): Promise<() => Promise<void>> {
  const connection = await createConnection(asMysql(new URL(url)));
  await connection.beginTransaction();
  await connection.query(`${select} FOR UPDATE`, values);
  return async () => {
    await connection.rollback();
    await connection.end();
  };
}

class SqliteTestDatabase implements TestDatabase {
  readonly url: string;

  constructor(private readonly file: string) {
    this.url = `sqlite:${file}`;
  }

  rows<R extends object>(sql: string, values: Value[] = []): Promise<R[]> {
    const database = new DatabaseSync(this.file, { readOnly: true, timeout: 5000 });
    try {
      return Promise.resolve(database.prepare(sql).all(...values) as unknown as R[]);
    } finally {
      database.close();
    }
  }

  write(sql: string, values: Value[] = []): Promise<void> {
    const database = new DatabaseSync(this.file, { timeout: 5000 });
    try {
      database.prepare(sql).run(...values);
      return Promise.resolve();
    } finally {
      database.close();
    }
  }

  async dump(tables?: readonly string[]): Promise<Record<string, Row[]>> {
    const all = await this.rows<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    );
    return dumpTables(this, tables ?? all.map(({ name }) => name));
  }

  drop(): Promise<void> {
    return Promise.resolve(); // The file goes with its folder.
  }
}

/** A fresh, empty database beside the one that `address` names. */
export async function createMariaDb(address: string): Promise<TestDatabase> {
  const url = new URL(address);
  const name = `${url.pathname.slice(1)}_${uniqueText()}`;
  if (!name.includes('test')) {
    throw new Error(`The address names the database "${name}"; only one with "test" in its name is touched.`);
  }
  await onServer(url, `CREATE DATABASE \`${name}\``);
  url.pathname = `/${name}`;
  return new MariaDbTestDatabase(url, name);
}

async function onServer(url: URL, statement: string): Promise<void> {
  const server = new URL(url);
  server.pathname = '/';
  const connection = await createConnection(asMysql(server));
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** mysql2 knows the scheme mysql: only; the service is told mariadb: too. */
const asMysql = (url: URL): string => url.href.replace(/^mariadb:/, 'mysql:');

class MariaDbTestDatabase implements TestDatabase {
  readonly url: string;
  private readonly pool: Pool;

  constructor(
    private readonly address: URL,
    private readonly name: string,
  ) {
    this.url = address.href;
    this.pool = createPool({ uri: asMysql(address), connectionLimit: 2, timezone: 'Z', dateStrings: true });
  }

  async rows<R extends object>(sql: string, values: Value[] = []): Promise<R[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(sql, values);
    return rows as R[];
  }

  async write(sql: string, values: Value[] = []): Promise<void> {
    await this.pool.query(sql, values);
  }

  async dump(tables?: readonly string[]): Promise<Record<string, Row[]>> {
    const all = await this.rows<{ name: string }>(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
      [this.name],
    );
    return dumpTables(this, tables ?? all.map(({ name }) => name));
  }

  async drop(): Promise<void> {
    await this.pool.end();
    await onServer(this.address, `DROP DATABASE IF EXISTS \`${this.name}\``);
  }
}
