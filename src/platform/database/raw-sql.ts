import { type Tx } from './transactions';

/** What can be bound in a statement, on both engines. */
export type SqlValue = string | number | boolean | Date | null;

/** Part of a statement, and what stands for its question marks. */
export interface Sql {
  readonly text: string;
  readonly values: readonly (string | number | null)[];
}

// Sorts behind every character of a text: a noncharacter, in no name, code or address.
const LAST_CHARACTER = '\u{10FFFF}';

/** That `column` begins with `text`: a range, so that `%` and `_` are letters like any other. */
export function beginsWith({ column, text }: { readonly column: string; readonly text: string }): Sql {
  return { text: `${column} >= ? AND ${column} < ?`, values: [text, text + LAST_CHARACTER] };
}

/** `?, ?, ?`: a place for each of `values`. */
export function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** The name of a table or column, in the backticks of the MySQL family, which SQLite takes as well. */
export function quoted(name: string): string {
  return `\`${name}\``;
}

/** One INSERT of many rows; `rows` is not empty, and has the values of `columns` in their order. */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  const row = `(${places(columns)})`;
  const into = `${quoted(table)} (${columns.map(quoted).join(', ')})`;
  await tx.query(`INSERT INTO ${into} VALUES ${rows.map(() => row).join(', ')}`, rows.flat());
}

/** A moment as it comes out of a raw SELECT: a Date of the MySQL family, a text of SQLite. Both are UTC. */
export function momentOf(raw: Date | string): Date {
  return typeof raw === 'string' ? new Date(`${raw.replace(' ', 'T')}Z`) : raw;
}
