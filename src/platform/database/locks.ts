import { type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { isSqlite } from './engine';
import { type Tx } from './transactions';

/** The end of a SELECT in SQL, so that the rows it finds are locked until the transaction ends. SQLite has locked them already. */
export function forUpdate(tx: Tx): string {
  return isSqlite(tx) ? '' : 'FOR UPDATE';
}

/**
 * The row that matches `where`, locked until the transaction ends, or null.
 * A SQLite transaction holds the whole database already, so nothing is asked of it.
 */
export function findLocked<E extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
): Promise<E | null> {
  return tx.findOne(entity, isSqlite(tx) ? { where } : { where, lock: { mode: 'pessimistic_write' } });
}
