import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, SiteHistory } from '../site-history';
import { changeRetention, retentionOf } from './domain/site-retention';
import { type RetentionSettings } from './retention-settings.entity';
import { RetentionSettingsStore, RetentionStale } from './retention-settings.store';

/**
 * An administrator says for how long the site keeps what is its own. What is
 * older goes with the next run of the job. What really changed is in the site's
 * history; a request that changes nothing leaves no trace.
 */
@Injectable()
export class ChangeRetention {
  constructor(
    private readonly settings: RetentionSettingsStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Changes what `change` names, if the settings still are version `seen`. Throws `version-stale`, `validation-failed`. */
  execute(siteId: string, seen: number, change: Readonly<Record<string, unknown>>, by: HistoryActor): Promise<RetentionSettings> {
    return this.transactions.run(async (tx) => {
      const current = await this.settings.get(siteId, tx);
      if (current.version !== seen) {
        throw new RetentionStale();
      }
      const wanted = changeRetention(current, change);
      const changes = changesBetween(retentionOf(current), retentionOf(wanted));
      if (changes.length === 0) {
        return current;
      }
      const changed = { ...wanted, siteId, version: seen + 1, updatedAt: this.clock.now() };
      await this.settings.replace(tx, seen, changed);
      await this.history.record(tx, { siteId, subject: 'retention', event: 'change', by, changes });
      return changed;
    });
  }
}
