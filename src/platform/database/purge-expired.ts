import { type EntityTarget, type FindOptionsWhere, In, LessThanOrEqual } from 'typeorm';
import { byIndex } from './index-hints';
import { type Tx } from './transactions';

/** A row that counts for nothing once it has expired. */
interface Expiring {
  readonly id: string;
  readonly expiresAt: Date;
}

interface Purge<E extends Expiring> {
  readonly table: string;
  readonly entity: EntityTarget<E>;
  readonly until: Date;
  readonly most: number;
}

/**
 * Deletes up to `most` rows that expired at `until` or earlier, the oldest first; answers how many. The index
 * `ix_<table>_expires_at` finds them.
 */
export async function purgeExpired<E extends Expiring>(tx: Tx, { table, entity, until, most }: Purge<E>): Promise<number> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT id FROM ${table} ${byIndex(tx, `ix_${table}_expires_at`)} WHERE expiresAt <= ? ORDER BY expiresAt LIMIT ${most}`,
    [until],
  );
  if (rows.length === 0) {
    return 0;
  }
  // On condition: whoever puts the end off at this moment keeps the row.
  const where = { id: In(rows.map(({ id }) => id)), expiresAt: LessThanOrEqual(until) } as FindOptionsWhere<E>;
  return (await tx.delete(entity, where)).affected ?? 0;
}
