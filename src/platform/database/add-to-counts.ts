import { type EntityTarget, type ObjectLiteral } from 'typeorm';
import { isSqlite } from './engine';
import { places, quoted } from './raw-sql';
import { type Tx } from './transactions';

/**
 * Adds each row's counts to those of the row with the same primary key, or
 * inserts it where there is none; one statement, and nobody's count is lost.
 * Rows of one call must not have the same key.
 */
export async function addToCounts<E extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<E>,
  rows: readonly E[],
  counts: readonly (keyof E & string)[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const { tableName, columns, primaryColumns } = tx.dataSource.getMetadata(entity);
  const names = columns.map(({ propertyName }) => propertyName);
  const keys = primaryColumns.map(({ propertyName }) => quoted(propertyName)).join(', ');
  const conflict = isSqlite(tx) ? `ON CONFLICT (${keys}) DO UPDATE SET` : 'ON DUPLICATE KEY UPDATE';
  const added = (name: string): string => (isSqlite(tx) ? `excluded.${quoted(name)}` : `VALUES(${quoted(name)})`);
  await tx.query(
    `INSERT INTO ${quoted(tableName)} (${names.map(quoted).join(', ')}) VALUES ` +
      `${rows.map(() => `(${places(names)})`).join(', ')} ` +
      `${conflict} ${counts.map((name) => `${quoted(name)} = ${quoted(tableName)}.${quoted(name)} + ${added(name)}`).join(', ')}`,
    rows.flatMap((row) => names.map((name) => row[name] as unknown)),
  );
}
