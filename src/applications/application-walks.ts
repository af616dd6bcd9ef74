import { type DataSource } from 'typeorm';
import { applicationsByLastMail } from '../mail';
import { through } from '../platform/database/index-hints';
import {
  allOf,
  type Beginning,
  beginsWith,
  beyond,
  type Conditions,
  type Equality,
  isAnyOf,
  isEqual,
  isWithin,
  restOf,
  type Span,
  type Sql,
} from './application-conditions';
import { APPLICATION_STATUSES, type ApplicationStatus } from './domain/application-lifecycle';
import { slicesBetween } from './domain/search-keys';

export type Order = 'ASC' | 'DESC';

/** One way to every application that matches: ids in order, some at a time, some of the times none. */
export type Walk = AsyncGenerator<readonly string[]>;

/** Where a walk goes. */
export interface Course {
  readonly siteId: string;
  readonly conditions: Conditions;
  readonly span: Span;
  readonly order: Order;
  /** How many are wanted. */
  readonly size: number;
}

type Source = (span: Span, size: number) => Sql;

const FIRST_LOOK = 100;
// From 1,000 values on, MariaDB makes a join of an IN.
const LARGEST_LOOK = 900;
const GROWTH = 4;
/** A text so many applications begin with is looked up and sorted; more are walked slice by slice. */
const FEW = 500;
const FIRST_SLICES = 2;
const MOST_SLICES = 256;

/** The ways to what a filter asks for. Each reads through one index, in the order asked for, no matter how many rows there are. */
export class ApplicationWalks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly course: Course,
  ) {}

  /** All of them; whoever comes first is right. */
  all(): Walk[] {
    const { equalities, beginnings, mailState, statuses } = this.course.conditions;
    const walks = [
      ...equalities.map((equality) => this.throughEquality(equality)),
      ...beginnings.map((beginning) => this.throughBeginning(beginning)),
      ...(mailState === null ? [] : [this.throughMails(mailState)]),
    ];
    const isStatusTheRarest = mailState !== null && statuses !== null;
    return walks.length === 0 || isStatusTheRarest ? [...walks, this.throughStatus()] : walks;
  }

  /** The one statement that finds everything asked for, where one is enough. */
  direct(): Sql | null {
    const { equalities, beginnings, mailState } = this.course.conditions;
    const [first, second] = equalities;
    if (beginnings.length > 0 || mailState !== null || second !== undefined) {
      return null;
    }
    const source = first === undefined ? this.statusSource() : this.equalitySource(first);
    return source(this.course.span, this.course.size);
  }

  private throughStatus(): Walk {
    return this.inOrder(this.statusSource(), this.rest({ statuses: null }));
  }

  private throughEquality(equality: Equality): Walk {
    const equalities = this.course.conditions.equalities.filter((other) => other !== equality);
    return this.inOrder(this.equalitySource(equality), this.rest({ statuses: null, equalities }));
  }

  private throughMails(state: NonNullable<Conditions['mailState']>): Walk {
    const { siteId, order } = this.course;
    const source: Source = (span, size) => applicationsByLastMail(this.dataSource, { siteId, state }, span, { order, size });
    return this.inOrder(source, this.rest({ mailState: null }));
  }

  private async *throughBeginning(beginning: Beginning): Walk {
    const few = await this.fewBeginningWith(beginning);
    const beginnings = this.course.conditions.beginnings.filter((other) => other !== beginning);
    if (few !== null) {
      yield await this.matching(few, this.rest({ beginnings }));
      return;
    }
    const rest = this.rest({ statuses: null, beginnings });
    for (const slices of this.windows(await this.slices())) {
      yield* this.inOrder(this.sliceSource(beginning, slices), rest);
    }
  }

  /** Every id whose row begins with the text, in order; null when there are too many to sort. */
  private async fewBeginningWith(beginning: Beginning): Promise<string[] | null> {
    const { span, order } = this.course;
    const asked = allOf([this.ofSite(), beginsWith(beginning)]);
    const ids = await this.ids({
      text: `SELECT id FROM ${through(this.dataSource, 'applications', beginning.index)} WHERE ${asked.text} LIMIT ${FEW + 1}`,
      values: asked.values,
    });
    const sorted = ids.filter((id) => id >= span.from && id < span.before).sort();
    return ids.length > FEW ? null : order === 'ASC' ? sorted : sorted.reverse();
  }

  private async *inOrder(source: Source, rest: readonly Sql[]): Walk {
    let { span } = this.course;
    let size = rest.length === 0 ? this.course.size : Math.min(Math.max(this.course.size, FIRST_LOOK), LARGEST_LOOK);
    for (;;) {
      const ids = await this.ids(source(span, size));
      yield await this.matching(ids, rest);
      const last = ids.at(-1);
      if (last === undefined || ids.length < size) {
        return;
      }
      span = beyond(span, last, this.course.order);
      size = rest.length === 0 ? size : Math.min(size * GROWTH, LARGEST_LOOK);
    }
  }

  private statusSource(): Source {
    const { statuses } = this.course.conditions;
    return statuses === null ? this.source('PRIMARY', [], [null]) : this.source('ix_applications_status', [], statuses);
  }

  private equalitySource(equality: Equality): Source {
    return this.source(equality.index, [isEqual(equality)], this.course.conditions.statuses ?? APPLICATION_STATUSES);
  }

  /** Reads an index in its order, once for each status, and merges what is found. */
  private source(index: string, conditions: readonly Sql[], statuses: readonly (ApplicationStatus | null)[]): Source {
    const { order } = this.course;
    const table = through(this.dataSource, 'applications', index);
    return (span, size) => {
      const end = `ORDER BY id ${order} LIMIT ${size}`;
      const parts = statuses.map((value) => {
        const ofStatus = value === null ? [] : [isEqual({ column: 'status', value })];
        const asked = allOf([this.ofSite(), ...conditions, ...ofStatus, isWithin(span)]);
        return { text: `SELECT id FROM ${table} WHERE ${asked.text} ${end}`, values: asked.values };
      });
      const [first, second] = parts;
      return first !== undefined && second === undefined ? first : merged(parts, end);
    };
  }

  private sliceSource(beginning: Beginning, slices: readonly string[]): Source {
    const { conditions, order } = this.course;
    return (span, size) => {
      const asked = allOf([
        this.ofSite(),
        isAnyOf('slice', slices),
        isAnyOf('status', conditions.statuses ?? APPLICATION_STATUSES),
        beginsWith(beginning),
        isWithin(span),
      ]);
      const table = through(this.dataSource, 'applications', beginning.sliceIndex);
      return { text: `SELECT id FROM ${table} WHERE ${asked.text} ORDER BY id ${order} LIMIT ${size}`, values: asked.values };
    };
  }

  /** The slices there may be anything in, in order. */
  private async slices(): Promise<string[]> {
    const { order, span } = this.course;
    const asked = allOf([this.ofSite(), isWithin(span)]);
    const end = (which: Order): string =>
      `(SELECT id FROM ${through(this.dataSource, 'applications', 'PRIMARY')} WHERE ${asked.text} ORDER BY id ${which} LIMIT 1)`;
    const [row] = await this.dataSource.query<{ oldest: string | null; newest: string | null }[]>(
      `SELECT ${end('ASC')} AS oldest, ${end('DESC')} AS newest`,
      [...asked.values, ...asked.values],
    );
    const slices = row?.oldest == null || row.newest === null ? [] : slicesBetween(row.oldest, row.newest);
    return order === 'ASC' ? slices.reverse() : slices;
  }

  /** First a few, then more: what is common is found at once, and what is rare after a few looks. */
  private *windows(slices: readonly string[]): Generator<readonly string[]> {
    for (let start = 0, length = FIRST_SLICES; start < slices.length;) {
      yield slices.slice(start, start + length);
      start += length;
      length = Math.min(length * GROWTH, MOST_SLICES);
    }
  }

  /** Those of `ids` that meet `rest`, in the same order. */
  private async matching(ids: readonly string[], rest: readonly Sql[]): Promise<readonly string[]> {
    if (ids.length === 0 || rest.length === 0) {
      return ids;
    }
    const asked = allOf([this.ofSite(), isAnyOf('id', ids), ...rest]);
    const table = through(this.dataSource, 'applications', 'PRIMARY');
    const found = new Set(await this.ids({ text: `SELECT id FROM ${table} WHERE ${asked.text}`, values: asked.values }));
    return ids.filter((id) => found.has(id));
  }

  private async ids({ text, values }: Sql): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(text, [...values]);
    return rows.map(({ id }) => id);
  }

  private ofSite(): Sql {
    return { text: 'siteId = ?', values: [this.course.siteId] };
  }

  private rest(met: Partial<Conditions>): Sql[] {
    return restOf({ ...this.course.conditions, ...met });
  }
}

function merged(parts: readonly Sql[], end: string): Sql {
  const texts = parts.map(({ text }, i) => `SELECT id FROM (${text}) AS part${i}`);
  return { text: `${texts.join(' UNION ALL ')} ${end}`, values: parts.flatMap(({ values }) => values) };
}
