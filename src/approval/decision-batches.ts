import { Injectable } from '@nestjs/common';
import { ApplicationSearch, readFilter } from '../applications';
import { chunksOf } from '../platform/database/chunks';
import { type DecisionJob } from './decision-job.entity';
import { BATCH, MOST_AT_ONCE } from './domain/decision-job';

/** Finds the applications of a job, a batch at a time, in the order of their ids. */
@Injectable()
export class DecisionBatches {
  constructor(private readonly search: ApplicationSearch) {}

  /** Those that are still to be decided. */
  async *of({ siteId, selection, doneUpTo }: DecisionJob): AsyncGenerator<readonly string[]> {
    if ('ids' in selection) {
      const left = selection.ids.filter((id) => id > doneUpTo);
      yield* chunksOf(left, BATCH);
      return;
    }
    const filter = readFilter(selection.filter, selection.timeZone);
    let after = doneUpTo === '' ? null : doneUpTo;
    let found: readonly string[];
    // Found several batches at a time: one statement more for each batch would be one in ten.
    do {
      found = await this.search.ids(siteId, filter, { order: 'ASC', after, size: MOST_AT_ONCE });
      const existedThen = found.filter((id) => id <= selection.upTo);
      yield* chunksOf(existedThen, BATCH);
      after = found.at(-1) ?? after;
    } while (found.length === MOST_AT_ONCE && (after ?? '') < selection.upTo);
  }
}
