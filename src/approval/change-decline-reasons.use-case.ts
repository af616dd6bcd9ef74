import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, type HistoryFields, SiteHistory } from '../site-history';
import { DeclineReasonsStore, ReasonsAreStale, type SavedReasons } from './decline-reasons.store';
import { type DeclineReason, isSameCatalogue, readCatalogue } from './domain/decline-reason';

/**
 * An administrator says which reasons reviewers may choose from. What was
 * declined before keeps the text it was declined with. The site's history
 * names the keys and the version: texts are long.
 */
@Injectable()
export class ChangeDeclineReasons {
  constructor(
    private readonly reasons: DeclineReasonsStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Puts `sent` in place of version `seen`. Throws `version-stale`, `validation-failed`. */
  execute(siteId: string, seen: number, sent: readonly DeclineReason[], by: HistoryActor): Promise<SavedReasons> {
    const wanted = readCatalogue(sent);
    return this.transactions.run(async (tx) => {
      const current = await this.reasons.current(siteId, tx);
      if (current.version !== seen) {
        throw new ReasonsAreStale();
      }
      if (isSameCatalogue(current.reasons, wanted)) {
        return current;
      }
      const saved = { reasons: wanted, version: seen + 1 };
      const row = { siteId, reasons: JSON.stringify(wanted), version: saved.version, updatedAt: this.clock.now() };
      await this.reasons.replace(tx, seen, row);
      const changes = changesBetween(fieldsOf(current), fieldsOf(saved));
      await this.history.record(tx, { siteId, subject: 'decline-reasons', event: 'change', by, changes });
      return saved;
    });
  }
}

function fieldsOf({ reasons, version }: SavedReasons): HistoryFields {
  return { reasons: reasons.map(({ key }) => key), version };
}
