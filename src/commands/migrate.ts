import { Command } from 'commander';
import { configFromEnvironment } from '../platform/config/environment';
import { createDataSource } from '../platform/database/create-data-source';
import { migrate } from '../platform/database/migrate';
import { SCHEMA } from '../schema';
import { say } from './support/say';

export const migrateCommand = (): Command =>
  new Command('migrate')
    .description('Bring the database to the schema of this version. Safe to run at any time, and by several processes at once.')
    .action(migrateDatabase);

async function migrateDatabase(): Promise<void> {
  const { database } = configFromEnvironment();
  const dataSource = await createDataSource(database, SCHEMA);
  try {
    const done = await migrate(dataSource, database);
    say(...(done.length === 0 ? ['The database is up to date.'] : done.map((name) => `migrated: ${name}`)));
  } finally {
    await dataSource.destroy();
  }
}
