import { type DataSource, type EntityManager } from 'typeorm';
import { isSqlite } from './engine';
import { quoted } from './raw-sql';

/**
 * `table` in a FROM clause, to be read through `index` and no other, on both
 * engines; a query that cannot be fails on SQLite.
 *
 * For queries whose time must not hang on what an optimizer guesses of a table
 * that is skewed: one index answers in the order asked for, another one reads
 * half of the table first. `PRIMARY` is the primary key; SQLite, where that has
 * no name to be called by, takes it for want of a better one. Where only the
 * guesses of the MySQL family can be wrong, or its locks matter: {@link byIndex}.
 */
export function through(connection: DataSource, table: string, index: string): string {
  if (isSqlite(connection)) {
    return index === 'PRIMARY' ? table : `${table} INDEXED BY ${index}`;
  }
  return `${table} FORCE INDEX (${index})`;
}

/**
 * Said after a table in a FROM clause: the MySQL family reads it by `index`,
 * and SQLite by whichever it chooses.
 *
 * For queries that have one good index, which the MySQL family may miss by old
 * statistics, and for those that lock: rows are locked in the order of `index`.
 * SQLite has no statistics to go wrong by, and locks no rows. Where the time
 * hangs on the index on SQLite too: {@link through}.
 */
export function byIndex(manager: EntityManager, index: string): string {
  return isSqlite(manager) ? '' : `FORCE INDEX (${quoted(index)})`;
}

/** Joins what is on the left, row by row, with what is on the right, and never the other way round. */
export function joinedWith(connection: DataSource): string {
  return isSqlite(connection) ? 'CROSS JOIN' : 'STRAIGHT_JOIN';
}
