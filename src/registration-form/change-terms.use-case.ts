import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, type HistoryFields, SiteHistory } from '../site-history';
import { ensureShowable, isSameText, readTermsChange } from './domain/terms-text';
import { RegistrationTermsStore, type SavedTerms, TermsAreStale } from './registration-terms.store';

export interface TermsToSave {
  readonly siteId: string;
  /** The revision that was read. */
  readonly seen: number;
  /** What was sent, of any shape. */
  readonly terms: unknown;
  readonly staffId: string;
  readonly by: HistoryActor;
}

/**
 * An administrator switches terms of use on or off, or publishes new ones. A
 * new text is a new version, which applicants have to accept anew; what was
 * accepted before stays readable.
 */
@Injectable()
export class ChangeTerms {
  constructor(
    private readonly terms: RegistrationTermsStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `validation-failed`, `version-stale`. */
  async execute({ siteId, seen, terms: sent, staffId, by }: TermsToSave): Promise<SavedTerms> {
    const { enabled, ...change } = readTermsChange(sent);
    return this.transactions.run(async (tx) => {
      const current = await this.terms.currentWithin(tx, siteId);
      if (current.revision !== seen) {
        throw new TermsAreStale();
      }
      const now = this.clock.now();
      const text = { ...current.text, ...change };
      ensureShowable(enabled, text);
      const isNew = !isSameText(text, current.text);
      if (!isNew && enabled === current.enabled) {
        return current;
      }
      const saved = {
        revision: seen + 1,
        enabled,
        version: current.version + (isNew ? 1 : 0),
        text,
        publishedAt: isNew ? now : (current.publishedAt ?? now),
      };
      await this.terms.add(tx, saved, { siteId, createdAt: now, createdById: staffId });
      const changes = changesBetween(toldOf(current), toldOf(saved));
      await this.history.record(tx, { siteId, subject: 'terms', event: 'change', by, changes });
      return saved;
    });
  }
}

// The words are in the version.
function toldOf({ enabled, version, text }: SavedTerms): HistoryFields {
  return { enabled, version, languages: Object.keys(text.markdown) };
}
