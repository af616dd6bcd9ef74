import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { keyIn, pageOf, type Page } from '../platform/http/cursor';
import { type HistorySubject } from './domain/history-subject';
import { SiteHistoryEntry } from './site-history-entry.entity';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export interface SiteHistoryQuery {
  readonly siteId: string;
  /** Any of these; all, when empty. */
  readonly subjects: readonly HistorySubject[];
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** What administrators ask about the history of their site. */
@Injectable()
export class SiteHistoryReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. Throws `validation-failed` for a cursor that is none. */
  async page({ siteId, subjects, limit, cursor }: SiteHistoryQuery): Promise<Page<SiteHistoryEntry>> {
    const before = keyIn(cursor, UUID);
    const query = this.dataSource.manager
      .createQueryBuilder(SiteHistoryEntry, 'entry')
      .where('entry.siteId = :siteId', { siteId })
      .orderBy('entry.id', 'DESC')
      .limit(limit + 1);
    if (subjects.length > 0) {
      query.andWhere('entry.subject IN (:...subjects)', { subjects });
    }
    if (before !== null) {
      query.andWhere('entry.id < :before', { before });
    }
    return pageOf(await query.getMany(), limit, ({ id }) => id);
  }
}
