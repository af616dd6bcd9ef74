import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { BotProtection } from './bot-protection.entity';
import { USUAL_PROTECTION } from './domain/protection';

const NEVER_CHANGED = new Date(0);

@Injectable()
export class BotProtectionStore {
  constructor(private readonly dataSource: DataSource) {}

  /** As it is now; inside a transaction, as that sees it. */
  async get(siteId: string, manager: EntityManager = this.dataSource.manager): Promise<BotProtection> {
    const saved = await manager.findOneBy(BotProtection, { siteId });
    return saved ?? { ...USUAL_PROTECTION, siteId, version: 0, updatedAt: NEVER_CHANGED };
  }

  /** Writes `protection` as the version after `seen`. Throws `version-stale` when somebody else did so first. */
  async replace(tx: Tx, seen: number, { siteId, ...columns }: BotProtection): Promise<void> {
    const written =
      seen === 0
        ? await insertIfNew(tx, BotProtection, { siteId, ...columns })
        : (await tx.update(BotProtection, { siteId, version: seen }, columns)).affected === 1;
    if (!written) {
      throw new BotProtectionStale();
    }
  }
}

export class BotProtectionStale extends DomainError {
  constructor() {
    super('version-stale', 'The bot protection has been changed since you read it. Read it again.');
  }
}
