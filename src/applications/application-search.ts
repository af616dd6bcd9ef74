import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { joinedWith, through } from '../platform/database/index-hints';
import { preparedRead } from '../platform/database/prepared-read';
import { allOf, beyond, type Conditions, conditionsOf, isAnyOf, isWithin } from './application-conditions';
import { ApplicationWalks, type Course, type Order, type Walk } from './application-walks';
import { type ApplicationFilter } from './domain/application-filter';

/** Which part of what matches: so many, in an order, after an id. */
export interface Stretch {
  readonly order: Order;
  /** Exclusive; null: from the start. */
  readonly after: string | null;
  readonly size: number;
}

/**
 * The one place where a filter becomes a query: the list, its counts, its
 * export and decisions on all that match ask here. How it keeps the time of an
 * answer from growing with the table: ADR 0017.
 */
@Injectable()
export class ApplicationSearch {
  constructor(private readonly dataSource: DataSource) {}

  /** How many match; counts no further than `bound`. */
  async count(siteId: string, filter: ApplicationFilter, bound: number): Promise<number> {
    const stretch = { order: 'DESC', after: null, size: bound } as const;
    const course = courseOf(siteId, conditionsOf(filter), stretch);
    const direct = isImpossible(course) ? null : new ApplicationWalks(this.dataSource, course).direct();
    if (direct === null) {
      return (await this.ids(siteId, filter, stretch)).length;
    }
    const [row] = await this.dataSource.query<{ total: number | string }[]>(
      `SELECT COUNT(*) AS total FROM (${direct.text}) AS found`,
      [...direct.values],
    );
    return Number(row?.total ?? 0);
  }

  /**
   * The ids of all that match, oldest first, `size` at a time. What comes to
   * match meanwhile may be among them; nothing comes twice.
   */
  async *idBatches(
    siteId: string,
    filter: ApplicationFilter,
    size: number,
    order: Order = 'ASC',
  ): AsyncGenerator<readonly string[]> {
    let after: string | null = null;
    for (;;) {
      const ids: readonly string[] = await this.ids(siteId, filter, { order, after, size });
      if (ids.length > 0) {
        yield ids;
      }
      if (ids.length < size) {
        return;
      }
      after = ids.at(-1) ?? after;
    }
  }

  /** A stretch of what matches, in its order: raw `columns` of `application`, or what else SQL makes of it; moments as texts. */
  async rows<Row>(siteId: string, filter: ApplicationFilter, stretch: Stretch, columns: readonly string[]): Promise<Row[]> {
    const course = courseOf(siteId, conditionsOf(filter), stretch);
    const walks = new ApplicationWalks(this.dataSource, course);
    const direct = isImpossible(course) ? null : walks.direct();
    const select = `SELECT ${columns.join(', ')}`;
    const table = through(this.dataSource, 'applications AS application', 'PRIMARY');
    const end = `ORDER BY application.id ${stretch.order}`;
    if (direct !== null && walks.areThroughAll) {
      const asked = allOf([{ text: 'application.siteId = ?', values: [siteId] }, isWithin(course.span, 'application.id')]);
      const text = `${select} FROM ${table} WHERE ${asked.text} ${end} LIMIT ${stretch.size}`;
      return preparedRead<Row>(this.dataSource, text, asked.values);
    }
    if (direct !== null) {
      const joined = `${joinedWith(this.dataSource)} applications AS application ON application.siteId = ? AND application.id = found.id`;
      const text = `${select} FROM (${direct.text}) AS found ${joined} ${end}`;
      return preparedRead<Row>(this.dataSource, text, [...direct.values, siteId]);
    }
    const ids = await this.ids(siteId, filter, stretch);
    const asked = isAnyOf('application.id', ids);
    return ids.length === 0
      ? []
      : preparedRead<Row>(this.dataSource, `${select} FROM ${table} WHERE application.siteId = ? AND ${asked.text} ${end}`, [
          siteId,
          ...asked.values,
        ]);
  }

  /** The ids of a stretch of what matches, in its order. */
  async ids(siteId: string, filter: ApplicationFilter, stretch: Stretch): Promise<readonly string[]> {
    const course = courseOf(siteId, conditionsOf(filter), stretch);
    return isImpossible(course) ? [] : firstToArrive(new ApplicationWalks(this.dataSource, course).all(), stretch.size);
  }
}

function courseOf(siteId: string, conditions: Conditions, { order, after, size }: Stretch): Course {
  const span = after === null ? conditions.span : beyond(conditions.span, after, order);
  return { siteId, conditions, span, order, size };
}

function isImpossible({ conditions: { statuses }, span }: Course): boolean {
  return statuses?.length === 0 || span.from >= span.before;
}

/**
 * Goes all ways in turns, until one has found as many as are wanted, or all
 * there are. So the rarest condition leads, without anybody having to guess
 * which one that is.
 */
async function firstToArrive(walks: readonly Walk[], size: number): Promise<readonly string[]> {
  const travellers = walks.map((walk) => ({ walk, found: [] as string[] }));
  try {
    for (;;) {
      for (const { walk, found } of travellers) {
        const next = await walk.next();
        found.push(...(next.done === true ? [] : next.value));
        if (next.done === true || found.length >= size) {
          return found.slice(0, size);
        }
      }
    }
  } finally {
    await Promise.all(walks.map((walk) => walk.return(undefined)));
  }
}
