import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new';
import { type Tx } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { USUAL_RETENTION } from './domain/site-retention';
import { RetentionSettings } from './retention-settings.entity';

const NEVER_CHANGED = new Date(0);

@Injectable()
export class RetentionSettingsStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The settings as they are now; inside a transaction, as that sees them. */
  async get(siteId: string, manager: EntityManager = this.dataSource.manager): Promise<RetentionSettings> {
    const [settings = usualOf(siteId)] = await this.ofAll([siteId], manager);
    return settings;
  }

  /** Those of each of these sites, in that order. */
  async ofAll(siteIds: readonly string[], manager: EntityManager): Promise<RetentionSettings[]> {
    const saved = await manager.findBy(RetentionSettings, { siteId: In([...siteIds]) });
    const bySite = new Map(saved.map((settings) => [settings.siteId, settings]));
    return siteIds.map((siteId) => bySite.get(siteId) ?? usualOf(siteId));
  }

  /** Writes `settings` as the version after `seen`. Throws `version-stale` when somebody else did so first. */
  async replace(tx: Tx, seen: number, { siteId, ...columns }: RetentionSettings): Promise<void> {
    const written =
      seen === 0
        ? await insertIfNew(tx, RetentionSettings, { siteId, ...columns })
        : (await tx.update(RetentionSettings, { siteId, version: seen }, columns)).affected === 1;
    if (!written) {
      throw new RetentionStale();
    }
  }
}

export class RetentionStale extends DomainError {
  constructor() {
    super('version-stale', 'The retention has been changed since you read it. Read it again.');
  }
}

function usualOf(siteId: string): RetentionSettings {
  return { ...USUAL_RETENTION, siteId, version: 0, updatedAt: NEVER_CHANGED };
}
