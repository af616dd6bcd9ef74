// The migrations, on SQLite and on MariaDB: all up, all down again, all up, and then no difference between entities and schema.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabaseUrl, whyNoServer, withTestDatabase } from './lib/mariadb.mjs';
import { inProject, runScript } from './lib/project.mjs';
import { isCi } from './lib/terminal.mjs';

const require = createRequire(import.meta.url);
const BOOKKEEPING = /^(schema_migrations|typeorm_metadata|sqlite_.*)$/;

/** The built code: what is checked is what ships. */
const built = (file) => require(inProject('dist', 'src', file));

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table'",
  mysql: 'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
};

async function tablesLeft(dataSource, engine) {
  const tables = await dataSource.query(TABLES[engine]);
  return tables.map(({ name }) => name).filter((name) => !BOOKKEEPING.test(name));
}

async function faultsOf(settings) {
  const { SCHEMA } = built('schema.js');
  const dataSource = await built('platform/database/create-data-source.js').createDataSource(settings, SCHEMA);
  try {
    await dataSource.runMigrations();
    for (let done = 0; done < SCHEMA.migrations.length; done += 1) await dataSource.undoLastMigration();
    const left = await tablesLeft(dataSource, settings.engine);
    await dataSource.runMigrations();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return [
      ...left.map((table) => `after all migrations went down, the table ${table} is still there`),
      ...upQueries.map(({ query }) => `entities and schema differ; to get from one to the other: ${query}`),
    ];
  } finally {
    await dataSource.destroy();
  }
}

async function onSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'matricula-test-'));
  try {
    return await faultsOf({ engine: 'sqlite', file: join(folder, 'test.sqlite') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onMariaDb() {
  const url = testDatabaseUrl();
  const reason = await whyNoServer(url);
  if (!reason) return withTestDatabase(url, (ownUrl) => faultsOf({ engine: 'mysql', url: ownUrl }));
  console.log(`MariaDB: left out: ${reason}`);
  return isCi() ? ['continuous integration checks both engines'] : null;
}

await runScript(async () => {
  let exitCode = 0;
  for (const [engine, faults] of [
    ['SQLite', await onSqlite()],
    ['MariaDB', await onMariaDb()],
  ]) {
    for (const fault of faults ?? []) console.error(`${engine}: ${fault}`);
    if (faults?.length === 0) console.log(`${engine}: up, down and up again; no difference between entities and schema.`);
    if (faults?.length > 0) exitCode = 1;
  }
  return exitCode;
});
