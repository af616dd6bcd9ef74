import { type TableColumnOptions, type TableForeignKeyOptions, type TableOptions } from 'typeorm';

/**
 * The engine part of every CREATE TABLE on the MySQL family (SQLite ignores
 * it). Servers disagree on default character sets; `utf8mb4_bin` compares
 * exactly on all of them, and what must be compared loosely is normalised in
 * code before it is stored.
 */
export const TABLE_OPTIONS = {
  engine: 'InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
} as const satisfies Partial<TableOptions>;

/** A column that holds an id (UUIDv7 as text). */
export function idColumn(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: '36', ...options };
}

/** A moment, UTC, to the millisecond. */
export function timeColumn(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'datetime', precision: 3, ...options };
}

export function textColumn(name: string, length: number, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'varchar', length: String(length), ...options };
}

/** A text of up to 16 MB; in the entity `mediumtext`, too. Not for what is searched. */
export function longTextColumn(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'mediumtext', ...options };
}

export function countColumn(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'integer', ...options };
}

/** A default is written 1 or 0: both engines keep it so, and find it so when entities and schema are compared. */
export function switchColumn(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'boolean', ...options };
}

/** A foreign key on `columns`, referencing the columns `references` of `table`. */
export function foreignKey(
  name: string,
  columns: string[],
  [table, references]: readonly [table: string, columns: string[]],
  onDelete: 'CASCADE' | 'NO ACTION' = 'NO ACTION',
): TableForeignKeyOptions {
  return {
    name,
    columnNames: columns,
    referencedTableName: table,
    referencedColumnNames: references,
    onDelete,
    onUpdate: 'NO ACTION',
  };
}
