import { type DataSource } from 'typeorm';
import { isSqlite } from './engine';

/**
 * `table` in a FROM clause, to be read through `index` and no other.
 *
 * For queries whose time must not hang on what an optimizer guesses of a table
 * that is skewed: one index answers in the order asked for, another one reads
 * half of the table first. `PRIMARY` is the primary key; SQLite, where that has
 * no name to be called by, takes it for want of a better one.
 */
export function through(connection: DataSource, table: string, index: string): string {
  if (isSqlite(connection)) {
    return index === 'PRIMARY' ? table : `${table} INDEXED BY ${index}`;
  }
  return `${table} FORCE INDEX (${index})`;
}

/** Joins what is on the left, row by row, with what is on the right, and never the other way round. */
export function joinedWith(connection: DataSource): string {
  return isSqlite(connection) ? 'CROSS JOIN' : 'STRAIGHT_JOIN';
}
