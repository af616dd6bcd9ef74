import { Injectable } from '@nestjs/common';
import { type Tx, Transactions } from '../platform/database/transactions';
import { SiteHistory } from '../site-history';
import { type GroupSelection } from './domain/selection';
import { GroupSearch } from './group-search';
import { type OnSite } from './on-site';
import { RetireEndedUrls } from './retire-ended-urls';
import { SelectionChanged } from './signup-url.errors';

/** So many at a time: each batch is a transaction of its own, with the same few statements. */
const BATCH = 1000;

/** What is said of each one, whatever else there is to say. */
interface BulkLine<Outcome extends string> {
  readonly outcome: Outcome;
}

/** What a bulk goes through. */
export interface Selected {
  readonly total: number;
  readonly batches: AsyncIterable<readonly string[]>;
}

export interface Bulk<Outcome extends string> extends Selected {
  readonly outcomes: readonly Outcome[];
  /** The outcome that changes something: the history tells how many, as this event. */
  readonly effect: Outcome;
  readonly event: 'publish' | 'stop';
  /** Does one batch, in `tx`; a line each. */
  readonly work: (tx: Tx, ids: readonly string[]) => Promise<readonly BulkLine<Outcome>[]>;
}

/**
 * Does something to many groups, batch after batch, and tells of each: a line
 * each, after every batch how far it is, at the end how many came out how. When
 * nobody listens any more, what was done stays done, and the rest is left.
 */
@Injectable()
export class BulkRun {
  constructor(
    private readonly search: GroupSearch,
    private readonly retireEnded: RetireEndedUrls,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `selection-changed`. */
  async select(siteId: string, selection: GroupSelection): Promise<Selected> {
    await this.retireEnded.execute(siteId);
    if (selection.by === 'ids') {
      return this.named(selection.ids);
    }
    const { filter, expectedCount } = selection;
    const total = await this.search.count(siteId, filter);
    if (expectedCount !== null && expectedCount !== total) {
      throw new SelectionChanged(expectedCount, total);
    }
    return { total, batches: this.search.idBatches(siteId, filter, BATCH) };
  }

  named(ids: readonly string[]): Selected {
    return { total: ids.length, batches: slices(ids) };
  }

  /** Each batch that changes something is in the history of the site, written in its own transaction. */
  async *lines<Outcome extends string>({ siteId, by }: OnSite, bulk: Bulk<Outcome>): AsyncGenerator<readonly object[]> {
    const { total, batches, outcomes, effect, event, work } = bulk;
    const counts = new Map<Outcome, number>(outcomes.map((outcome) => [outcome, 0]));
    let done = 0;
    for await (const ids of batches) {
      const lines = await this.transactions.run(async (tx) => {
        const worked = await work(tx, ids);
        const to = worked.filter(({ outcome }) => outcome === effect).length;
        const changes = to === 0 ? [] : [{ field: effect, from: null, to }];
        await this.history.record(tx, { siteId, subject: 'signup-url', event, by, changes });
        return worked;
      });
      for (const { outcome } of lines) {
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      }
      done += ids.length;
      yield [...lines, { progress: { done, total: Math.max(total, done) } }];
    }
    yield [{ summary: Object.fromEntries(counts) }];
  }
}

async function* slices(ids: readonly string[]): AsyncGenerator<readonly string[]> {
  for (let start = 0; start < ids.length; start += BATCH) {
    yield await Promise.resolve(ids.slice(start, start + BATCH));
  }
}
