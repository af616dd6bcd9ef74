import { Injectable } from '@nestjs/common';
import { ApplicationSearch, type FilterInput, readFilter } from '../applications';
import { Ids } from '../platform/ids/ids';
import { ensureAsExpected, MOST_AT_ONCE, type Selection } from './domain/decision-job';
import { ensureOneWay } from './domain/selection-wish';

/** On which applications a reviewer wants to decide: named ones; or all that match, and how many they saw. */
export interface SelectionWish {
  readonly ids?: readonly string[] | undefined;
  readonly filter?: FilterInput | undefined;
  readonly expectedCount?: number | undefined;
  /** By how many the number may differ from that. */
  readonly tolerance?: number | undefined;
}

interface Selected {
  readonly selection: Selection;
  readonly total: number;
}

// How far beyond what was expected is counted, to say how many there are.
const COUNTED_BEYOND = 10_000;

@Injectable()
export class DecisionSelector {
  constructor(
    private readonly search: ApplicationSearch,
    private readonly ids: Ids,
  ) {}

  /** Throws `validation-failed`, `selection-changed`. */
  async select(siteId: string, wish: SelectionWish, timeZone: string): Promise<Selected> {
    ensureOneWay(wish);
    const { ids, filter = {}, expectedCount = 0, tolerance = 0 } = wish;
    if (ids !== undefined) {
      return named([...new Set(ids)].sort());
    }
    const upTo = this.ids.next();
    const conditions = readFilter(filter, timeZone, '#/selection/filter');
    const first = await this.search.ids(siteId, conditions, { order: 'ASC', after: null, size: MOST_AT_ONCE + 1 });
    if (first.length <= MOST_AT_ONCE) {
      ensureAsExpected(first.length, expectedCount, tolerance);
      return named(first);
    }
    const total = await this.search.count(siteId, conditions, expectedCount + tolerance + COUNTED_BEYOND);
    ensureAsExpected(total, expectedCount, tolerance);
    return { selection: { filter: { ...filter }, timeZone, upTo }, total };
  }
}

const named = (ids: readonly string[]): Selected => ({ selection: { ids }, total: ids.length });
