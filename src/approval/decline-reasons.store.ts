import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { DeclineReasons } from './decline-reasons.entity';
import { type DeclineReason } from './domain/decline-reason';

/** The catalogue as somebody saved it; version 0 is empty. */
export interface SavedReasons {
  readonly reasons: readonly DeclineReason[];
  readonly version: number;
}

@Injectable()
export class DeclineReasonsStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The catalogue as it is now; inside a transaction, as that sees it. */
  async current(siteId: string, manager: EntityManager = this.dataSource.manager): Promise<SavedReasons> {
    const row = await manager.findOneBy(DeclineReasons, { siteId });
    return row === null
      ? { reasons: [], version: 0 }
      : { reasons: JSON.parse(row.reasons) as DeclineReason[], version: row.version };
  }

  /** Writes the version after `seen`. Throws `version-stale` when somebody else did so first. */
  async replace(tx: Tx, seen: number, { siteId, ...columns }: DeclineReasons): Promise<void> {
    const written =
      seen === 0
        ? await insertIfNew(tx, DeclineReasons, { siteId, ...columns })
        : (await tx.update(DeclineReasons, { siteId, version: seen }, columns)).affected === 1;
    if (!written) {
      throw new ReasonsAreStale();
    }
  }
}

export class ReasonsAreStale extends DomainError {
  constructor() {
    super('version-stale', 'The reasons have been changed since you read them. Read them again.');
  }
}
