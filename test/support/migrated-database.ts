import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataSource } from 'typeorm';
import { parseDatabaseUrl } from '../../src/platform/config/database-url';
import { createDataSource } from '../../src/platform/database/create-data-source';
import { migrate } from '../../src/platform/database/migrate';
import { Transactions } from '../../src/platform/database/transactions';
import { SCHEMA } from '../../src/schema';
import { createTestDatabase } from './database';

/** A migrated database of the engine under test, for stores; on MariaDB with the connections of two processes. */
export interface MigratedDatabase {
  readonly dataSource: DataSource;
  readonly transactions: Transactions;
  close(): Promise<void>;
}

export async function createMigratedDatabase(): Promise<MigratedDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'matricula-test-'));
  const database = await createTestDatabase(folder);
  const settings = parseDatabaseUrl(database.url);
  if (settings === null) throw new Error(`Not a database: ${database.url}`);
  const dataSource = await createDataSource(settings, SCHEMA);
  await migrate(dataSource, settings);
  return {
    dataSource,
    transactions: new Transactions(dataSource),
    close: async () => {
      await dataSource.destroy();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
