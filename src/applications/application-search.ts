import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { Application } from './application.entity';
import { type ApplicationFilter } from './domain/application-filter';

/** Which part of what matches: so many, in an order, after an id. */
interface Stretch {
  readonly order: 'ASC' | 'DESC';
  /** Exclusive; null: from the start. */
  readonly after: string | null;
  readonly size: number;
}

/** The one place where a filter becomes a query: the list, its counts, its export and decisions on all that match ask here. */
@Injectable()
export class ApplicationSearch {
  constructor(private readonly dataSource: DataSource) {}

  /** How many match; counts no further than `bound`. */
  async count(siteId: string, filter: ApplicationFilter, bound: number): Promise<number> {
    const rows = await this.matching(siteId, filter).select('application.id', 'id').limit(bound).getRawMany();
    return rows.length;
  }

  /**
   * The ids of all that match, oldest first, `size` at a time. What comes to
   * match meanwhile may be among them; nothing comes twice.
   */
  async *idBatches(siteId: string, filter: ApplicationFilter, size: number): AsyncGenerator<readonly string[]> {
    let after: string | null = null;
    for (;;) {
      const ids: readonly string[] = await this.ids(siteId, filter, { order: 'ASC', after, size });
      if (ids.length > 0) {
        yield ids;
      }
      if (ids.length < size) {
        return;
      }
      after = ids.at(-1) ?? after;
    }
  }

  /** The ids of a stretch of what matches, in its order. */
  async ids(siteId: string, filter: ApplicationFilter, { order, after, size }: Stretch): Promise<readonly string[]> {
    const query = this.matching(siteId, filter).select('application.id', 'id').orderBy('application.id', order).limit(size);
    if (after !== null) {
      query.andWhere(order === 'ASC' ? 'application.id > :after' : 'application.id < :after', { after });
    }
    const rows = await query.getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  private matching(siteId: string, { statuses }: ApplicationFilter): SelectQueryBuilder<Application> {
    const query = this.dataSource.manager
      .createQueryBuilder(Application, 'application')
      .where('application.siteId = :siteId', { siteId });
    if (statuses.length > 0) {
      query.andWhere('application.status IN (:...statuses)', { statuses });
    }
    return query;
  }
}
