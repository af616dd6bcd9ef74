import { configFromEnvironment } from '../platform/config/environment';
import { createDataSource } from '../platform/database/create-data-source';
import { migrate } from '../platform/database/migrate';
import { SCHEMA } from '../schema';

/** Runs pending migrations and says which. */
export async function migrateDatabase(): Promise<void> {
  const { database } = configFromEnvironment();
  const dataSource = await createDataSource(database, SCHEMA);
  try {
    const done = await migrate(dataSource, database);
    const lines = done.length === 0 ? ['The database is up to date.'] : done.map((name) => `migrated: ${name}`);
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await dataSource.destroy();
  }
}
