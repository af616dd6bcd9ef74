import { type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { isSqlite } from './engine';
import { type Tx } from './transactions';

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
