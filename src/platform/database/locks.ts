import {
  type EntityTarget,
  type FindOptionsOrder,
  type FindOptionsWhere,
  type ObjectLiteral,
  type SelectQueryBuilder,
} from 'typeorm';
import { isSqlite } from './engine';
import { type Tx } from './transactions';

/** The end of a SELECT in SQL, so that the rows it finds are locked until the transaction ends. SQLite has locked them already. */
export function forUpdate(tx: Tx): string {
  return isSqlite(tx) ? '' : 'FOR UPDATE';
}

/**
 * As {@link forUpdate}; rows that somebody else has locked are passed over, as if they were not there. For work that comes back to
 * them another time, and that must not wait: who holds them may be asleep.
 */
export function forUpdateUnlessLocked(tx: Tx): string {
  return isSqlite(tx) ? '' : 'FOR UPDATE SKIP LOCKED';
}

/**
 * The end of a subquery that reads what others have committed by now: without it a subquery of the MySQL family sees the time before its
 * statement began to wait for a lock, whatever the statement around it locks. Nobody changes the rows until the transaction ends.
 */
export function forShare(tx: Tx): string {
  return isSqlite(tx) ? '' : 'LOCK IN SHARE MODE';
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

/** As {@link findLocked}, but others may hold it the same way at the same time: whoever wants to change the row waits for all of them. */
export function findShared<E extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
): Promise<E | null> {
  return tx.findOne(entity, isSqlite(tx) ? { where } : { where, lock: { mode: 'pessimistic_read' } });
}

/**
 * The rows that match `where`, in that order, locked until the transaction
 * ends. Whoever locks several rows of one table does so in the same order, so
 * that no two wait for each other.
 */
export function findAllLocked<E extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
  order: FindOptionsOrder<E>,
): Promise<E[]> {
  return tx.find(entity, isSqlite(tx) ? { where, order } : { where, order, lock: { mode: 'pessimistic_write' } });
}

/** As {@link findAllLocked}, but others may hold them the same way at the same time: see {@link findShared}. */
export function findAllShared<E extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
  order: FindOptionsOrder<E>,
): Promise<E[]> {
  return tx.find(entity, isSqlite(tx) ? { where, order } : { where, order, lock: { mode: 'pessimistic_read' } });
}

/** `query` so that the rows it finds, of every table it joins, are locked until the transaction ends. */
export function locking<E extends ObjectLiteral>(tx: Tx, query: SelectQueryBuilder<E>): SelectQueryBuilder<E> {
  return isSqlite(tx) ? query : query.setLock('pessimistic_write');
}
