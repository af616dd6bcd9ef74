import { type EntityTarget, type ObjectLiteral } from 'typeorm';
import { isDuplicateKey } from './database-errors';
import { type Tx } from './transactions';

/**
 * Inserts `row`; false when a unique key said no, because somebody else was
 * first. The key decides, and the transaction goes on either way.
 */
export function insertIfNew<E extends ObjectLiteral>(tx: Tx, entity: EntityTarget<E>, row: E): Promise<boolean> {
  return insertAllIfNew(tx, entity, [row]);
}

/** As {@link insertIfNew}, of several rows in one statement: all of them, or none. */
export async function insertAllIfNew<E extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<E>,
  rows: readonly E[],
): Promise<boolean> {
  try {
    // Copies: TypeORM puts into what it is given the raw values of columns with a default.
    await tx.insert(
      entity,
      rows.map((row) => ({ ...row })),
    );
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) {
      return false;
    }
    throw error;
  }
}
