import { Injectable } from '@nestjs/common';
import { type EntityTarget, type ObjectLiteral } from 'typeorm';
import { Transactions, type Tx } from '../database/transactions';
import { type KeyPurpose, Keys } from './keys';
import { seal, unseal } from './sealed-box';

/** A column that holds boxes, which have to be opened for longer than a secret lasts. */
export interface SealedColumn {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly idColumn: string;
  readonly column: string;
  readonly purpose: KeyPurpose;
}

/** What was found in a column. */
export interface Resealed {
  /** Boxes that had been sealed under the secret before. */
  readonly moved: number;
  /** Boxes that are sealed under the present secret anyway. */
  readonly current: number;
  /** Boxes that neither secret opens. They stay as they are. */
  readonly unreadable: number;
}

interface Batch {
  readonly found: readonly (keyof Resealed)[];
  /** Undefined: there are no more. */
  readonly lastId: string | undefined;
}

const BATCH = 200;

/** Seals under the present secret what was sealed under the one before, so that nobody needs that any more. */
@Injectable()
export class Reseal {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: Keys,
  ) {}

  /** In short transactions; once more does no harm. */
  async column(column: SealedColumn): Promise<Resealed> {
    const found: (keyof Resealed)[] = [];
    let after: string | undefined = '';
    while (after !== undefined) {
      const from: string = after;
      const batch: Batch = await this.transactions.run((tx) => this.batch(tx, column, from));
      found.push(...batch.found);
      after = batch.lastId;
    }
    const count = (what: keyof Resealed): number => found.filter((each) => each === what).length;
    return { moved: count('moved'), current: count('current'), unreadable: count('unreadable') };
  }

  private async batch(tx: Tx, column: SealedColumn, after: string): Promise<Batch> {
    const rows = await tx
      .createQueryBuilder(column.entity, 'row')
      .select(`row.${column.idColumn}`, 'id')
      .addSelect(`row.${column.column}`, 'box')
      .where(`row.${column.idColumn} > :after AND row.${column.column} IS NOT NULL`, { after })
      .orderBy(`row.${column.idColumn}`)
      .limit(BATCH)
      .getRawMany<{ id: string; box: string }>();
    const found: (keyof Resealed)[] = [];
    for (const { id, box } of rows) {
      found.push(await this.one(tx, column, id, box));
    }
    return { found, lastId: rows.at(-1)?.id };
  }

  private async one(
    tx: Tx,
    { entity, idColumn, column, purpose }: SealedColumn,
    id: string,
    box: string,
  ): Promise<keyof Resealed> {
    const [present, ...before] = this.keys.accepted(purpose);
    if (unseal([present], box) !== null) {
      return 'current';
    }
    const [previous] = before;
    const text = previous === undefined ? null : unseal([previous], box);
    if (text === null) {
      return 'unreadable';
    }
    // Whoever has changed it meanwhile has sealed it anew.
    await tx.update(entity, { [idColumn]: id, [column]: box }, { [column]: seal(present, text) });
    return 'moved';
  }
}
