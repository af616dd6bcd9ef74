import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, SiteHistory } from '../site-history';
import { type BotProtection } from './bot-protection.entity';
import { BotProtectionStale, BotProtectionStore } from './bot-protection.store';
import { changeProtection, protectionByName } from './domain/change-protection';
import { ProviderSecrets } from './provider-secrets';

/**
 * An administrator says what holds off programs. It counts from the next
 * request on; applications already sent go on, though one at a domain that is
 * unwanted by then waits for a person.
 *
 * What really changed is in the site's history; of a secret only that it was
 * set, set anew or cleared. A request that changes nothing leaves no trace.
 */
@Injectable()
export class ChangeBotProtection {
  constructor(
    private readonly protections: BotProtectionStore,
    private readonly secrets: ProviderSecrets,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Changes what `change` names, if it still is version `seen`. Throws `version-stale`, `validation-failed`. */
  execute(siteId: string, seen: number, change: unknown, by: HistoryActor): Promise<BotProtection> {
    return this.transactions.run(async (tx) => {
      const current = await this.protections.get(siteId, tx);
      if (current.version !== seen) {
        throw new BotProtectionStale();
      }
      const wanted = changeProtection(current, change, this.secrets);
      const changes = changesBetween(protectionByName(current), protectionByName(wanted, current));
      if (changes.length === 0) {
        return current;
      }
      const changed = { ...wanted, version: seen + 1, updatedAt: this.clock.now() };
      await this.protections.replace(tx, seen, changed);
      await this.history.record(tx, { siteId, subject: 'bot-protection', event: 'change', by, changes });
      return changed;
    });
  }
}
