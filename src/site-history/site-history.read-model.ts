import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { through } from '../platform/database/index-hints';
import { preparedRead } from '../platform/database/prepared-read';
import { momentOf, places, type Sql } from '../platform/database/raw-sql';
import { keyIn, pageOf, type Page } from '../platform/http/cursor';
import { idAt } from '../platform/ids/id-at';
import { type HistoryFilter } from './domain/history-filter';
import { type HistorySubject } from './domain/history-subject';
import { type SiteHistoryEntry } from './site-history-entry.entity';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const BEHIND_EVERY_ID = 'g';
const COLUMNS = 'id, `at`, subject, `event`, aboutId, actorKind, actorId, actorName, `address`, requestId, `changes`';

export type HistoryView = Omit<SiteHistoryEntry, 'siteId'>;

type RawEntry = Omit<HistoryView, 'at'> & { readonly at: string };

export interface HistoryQuery {
  readonly siteId: string;
  readonly filter: HistoryFilter;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/**
 * What administrators ask about the history of their site, newest first. Every
 * combination of filters is read through an index in the order of ids, from
 * where the page begins: of several subjects each, and then merged. So a page
 * takes as long in a history of millions as in one of hundreds. (What happened
 * to one thing is little: other filters are looked at row by row.)
 */
@Injectable()
export class SiteHistoryReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws `validation-failed` for a cursor that is none. */
  async page({ siteId, filter, limit, cursor }: HistoryQuery): Promise<Page<HistoryView>> {
    const rows = await this.read(siteId, filter, { before: keyIn(cursor, UUID), size: limit + 1 });
    return pageOf(rows, limit, ({ id }) => id);
  }

  /** All of them, some at a time. */
  async *batches(siteId: string, filter: HistoryFilter, size: number): AsyncGenerator<HistoryView[]> {
    let before: string | null = null;
    do {
      const rows: HistoryView[] = await this.read(siteId, filter, { before, size });
      before = rows.length < size ? null : (rows.at(-1)?.id ?? null);
      yield rows;
    } while (before !== null);
  }

  private async read(
    siteId: string,
    filter: HistoryFilter,
    { before, size }: { readonly before: string | null; readonly size: number },
  ): Promise<HistoryView[]> {
    const upTo = [before, filter.before === undefined ? null : idAt(filter.before)].filter((bound) => bound !== null);
    const range: Sql = {
      text: 'id >= ? AND id < ?',
      values: [filter.from === undefined ? '' : idAt(filter.from), upTo.sort().at(0) ?? BEHIND_EVERY_ID],
    };
    const walks = this.walksOf(filter).map(({ index, where }) => ({
      text:
        `SELECT ${COLUMNS} FROM ${through(this.dataSource, 'site_history', index)} ` +
        `WHERE siteId = ? AND ${[...where, range].map(({ text }) => text).join(' AND ')} ORDER BY id DESC LIMIT ${size}`,
      values: [siteId, ...[...where, range].flatMap(({ values }) => values)],
    }));
    const rows = await preparedRead<RawEntry>(
      this.dataSource,
      mergedText(walks.map(({ text }) => text)) + (walks.length === 1 ? '' : ` ORDER BY id DESC LIMIT ${size}`),
      walks.flatMap(({ values }) => values),
    );
    return rows.map((row) => ({ ...row, at: momentOf(row.at) }));
  }

  // An index, and what it is asked for besides the site: each answers in the order of ids.
  private walksOf({ subjects, actorId, aboutId }: HistoryFilter): { readonly index: string; readonly where: readonly Sql[] }[] {
    const wanted = [...new Set(subjects)];
    const by: Sql[] = actorId === undefined ? [] : [{ text: 'actorId = ?', values: [actorId] }];
    if (aboutId !== undefined) {
      const among = wanted.length === 0 ? [] : [{ text: `subject IN (${places(wanted)})`, values: wanted }];
      return [{ index: 'ix_site_history_about', where: [{ text: 'aboutId = ?', values: [aboutId] }, ...by, ...among] }];
    }
    if (wanted.length === 0) {
      return [{ index: actorId === undefined ? 'PRIMARY' : 'ix_site_history_actor', where: by }];
    }
    const index = actorId === undefined ? 'ix_site_history_subject' : 'ix_site_history_actor_subject';
    const ofSubject = (subject: HistorySubject): Sql => ({ text: 'subject = ?', values: [subject] });
    return wanted.map((subject) => ({ index, where: [...by, ofSubject(subject)] }));
  }
}

function mergedText(walks: readonly string[]): string {
  return walks.length === 1 ? walks.join('') : walks.map((walk, i) => `SELECT * FROM (${walk}) AS part${i}`).join(' UNION ALL ');
}
