import { Injectable } from '@nestjs/common';
import { type SiteAccess } from '../platform/access/staff-access';
import { type Cell } from '../platform/http/streamed-answers';
import { type HistoryFilterInput, readHistoryFilter } from './read-history-filter';
import { type ExportTold, RecordedExport } from './recorded-export';
import { type HistoryView, SiteHistoryReadModel } from './site-history.read-model';

const BATCH = 500;

export const HISTORY_HEADER = [
  'id',
  'at',
  'subject',
  'event',
  'aboutId',
  'actorKind',
  'actorId',
  'actorName',
  'address',
  'requestId',
  'changes',
] as const;

/** An administrator takes the history of the site away, newest first: any number of entries, some at a time. That is in the history as well. */
@Injectable()
export class ExportSiteHistory {
  constructor(
    private readonly history: SiteHistoryReadModel,
    private readonly recorded: RecordedExport,
  ) {}

  /** Throws `validation-failed`. */
  entries(access: SiteAccess, input: HistoryFilterInput, format: ExportTold['format']): AsyncGenerator<readonly HistoryView[]> {
    const batches = this.history.batches(access.siteId, readHistoryFilter(input), BATCH);
    return this.recorded.of(access, { what: 'site-history', format, filters: filtersTold(input) }, batches);
  }

  /** As records of {@link HISTORY_HEADER}; what changed is JSON. */
  async *records(access: SiteAccess, input: HistoryFilterInput): AsyncGenerator<readonly (readonly Cell[])[]> {
    for await (const entries of this.entries(access, input, 'csv')) {
      yield entries.map((entry) => HISTORY_HEADER.map((column) => (column === 'at' ? entry.at.toISOString() : entry[column])));
    }
  }
}

// Whoever is asked for by an id may be an applicant; but an id says no more than that.
function filtersTold(input: HistoryFilterInput): string[] {
  return Object.entries(input)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([field, value]) => (field === 'actor' || field === 'about' ? field : `${field}=${String(value)}`));
}
