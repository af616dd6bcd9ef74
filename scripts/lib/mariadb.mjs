import { randomBytes } from 'node:crypto';
import { Explained } from './project.mjs';

const DEFAULT_URL = 'mysql://root@127.0.0.1:3306/matricula_test';
const CONNECT_TIMEOUT_IN_MS = 5000;

const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1));

const withDatabase = (url, name) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** Where tests may make databases. One that is not plainly for tests is refused: somebody's data may be in it. */
export function testDatabaseUrl(env = process.env) {
  const url = env.TEST_DATABASE_URL || DEFAULT_URL;
  if (!/^(mysql|mariadb):\/\/[^/]+\/\w*test\w*$/.test(url)) {
    throw new Explained('TEST_DATABASE_URL must look like mysql://user@host:3306/name, and the name must contain "test".');
  }
  return url.replace(/^mariadb:/, 'mysql:');
}

/** A connection to the server itself, whatever databases it has. Imported late: scripts start before anything is installed. */
async function connect(url) {
  const { createConnection } = await import('mysql2/promise');
  return createConnection({ uri: withDatabase(url, ''), connectTimeout: CONNECT_TIMEOUT_IN_MS });
}

/** Null when a server lets us in, else why not. */
export async function whyNoServer(url) {
  try {
    await (await connect(url)).end();
    return null;
  } catch (error) {
    return `no MySQL or MariaDB lets us in at ${new URL(url).host} (${error.code ?? error.message})`;
  }
}

/**
 * Runs `use` with the URL of a new, empty database, and drops it afterwards whatever happened, together with those that the tests
 * made beside it: their names begin with its name.
 */
export async function withTestDatabase(url, use) {
  const name = `${databaseOf(url)}_${randomBytes(4).toString('hex')}`;
  await query(url, `CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  try {
    return await use(withDatabase(url, name));
  } finally {
    for (const row of await query(url, 'SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA')) {
      if (row.name.startsWith(name)) await query(url, `DROP DATABASE \`${row.name}\``);
    }
  }
}

async function query(url, sql) {
  const connection = await connect(url);
  try {
    return (await connection.query(sql))[0];
  } finally {
    await connection.end();
  }
}
