import { type EntityManager } from 'typeorm';
import { isSqlite } from './engine';
import { type Tx } from './transactions';

/** What can be bound in a statement, on both engines. */
export type SqlValue = string | number | boolean | Date | null;

/** `?, ?, ?`: a place for each of `values`. */
export function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/**
 * Said after the name of a table: read it by this index, whatever the MySQL family guesses from old statistics; rows are then also locked in
 * its order. SQLite has no statistics to go wrong by.
 */
export function byIndex(manager: EntityManager, index: string): string {
  return isSqlite(manager) ? '' : `FORCE INDEX (\`${index}\`)`;
}

/** One INSERT of many rows; `rows` is not empty, and has the values of `columns` in their order. */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  const row = `(${places(columns)})`;
  const names = columns.map((column) => `\`${column}\``).join(', ');
  await tx.query(`INSERT INTO \`${table}\` (${names}) VALUES ${rows.map(() => row).join(', ')}`, rows.flat());
}

/** A moment as it comes out of a raw SELECT: a Date of the MySQL family, a text of SQLite. Both are UTC. */
export function momentOf(raw: Date | string): Date {
  return typeof raw === 'string' ? new Date(`${raw.replace(' ', 'T')}Z`) : raw;
}
