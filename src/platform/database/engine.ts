import { type DataSource, type EntityManager } from 'typeorm';

/** What differs between SQLite and the MySQL family when statements are written. */
export function isSqlite(connection: DataSource | EntityManager): boolean {
  const { options } = 'dataSource' in connection ? connection.dataSource : connection;
  return options.type === 'better-sqlite3';
}
