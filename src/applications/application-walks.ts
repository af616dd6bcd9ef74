import { type DataSource } from 'typeorm';
import { applicationsByLastMail, lastMailIs } from '../mail';
import { chunksOf } from '../platform/database/chunks';
import { through } from '../platform/database/index-hints';
import { beginsWith, type Sql } from '../platform/database/raw-sql';
import {
  allOf,
  type Beginning,
  beyond,
  type Conditions,
  type Equality,
  isAnyOf,
  isEqual,
  isWithin,
  restOf,
  type Span,
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

/** What is still to be asked of what a walk finds. */
interface Rest {
  readonly conditions: readonly Sql[];
  readonly mailState: Conditions['mailState'];
  readonly isNothing: boolean;
  readonly isStatusAlone: boolean;
}

type Source = (span: Span, size: number) => Sql;

const FIRST_LOOK = 100;
// From 1,000 values on, MariaDB makes a join of an IN.
const LARGEST_LOOK = 900;
// Of mails fewer: asked for many, the MySQL family takes reading all of a site's for cheaper.
const LARGEST_LOOK_AT_MAILS = 100;
const GROWTH = 4;
/** What so many applications begin with is looked up and sorted; more are walked slice by slice. */
const FEW = 1000;
const FIRST_SLICES = 2;
const MOST_SLICES = 128;

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

  /** Nothing is asked for but a span: the rows themselves lie in the order wanted. */
  get areThroughAll(): boolean {
    const { equalities, beginnings, mailState, statuses } = this.course.conditions;
    return equalities.length === 0 && beginnings.length === 0 && mailState === null && statuses === null;
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
    const beginnings = this.course.conditions.beginnings.filter((other) => other !== beginning);
    const [areFew, slices] = await Promise.all([this.areFew(beginning), this.slices()]);
    if (areFew) {
      yield* this.inOrder(this.beginningSource(beginning), this.rest({ beginnings }));
      return;
    }
    const rest = this.rest({ statuses: null, beginnings });
    for (const window of windowsOf(slices)) {
      yield* this.inOrder(this.sliceSource(beginning, window), rest);
    }
  }

  private async areFew(beginning: Beginning): Promise<boolean> {
    const asked = allOf([this.ofSite(), beginsWith(beginning)]);
    const table = through(this.dataSource, 'applications', beginning.index);
    const [row] = await this.dataSource.query<{ total: number | string }[]>(
      `SELECT COUNT(*) AS total FROM (SELECT id FROM ${table} WHERE ${asked.text} LIMIT ${FEW + 1}) AS found`,
      [...asked.values],
    );
    return Number(row?.total ?? 0) <= FEW;
  }

  private async *inOrder(source: Source, rest: Rest): Walk {
    let { span } = this.course;
    let size = rest.isNothing ? this.course.size : Math.min(Math.max(this.course.size, FIRST_LOOK), LARGEST_LOOK);
    for (;;) {
      const ids = await this.ids(source(span, size));
      yield await this.matching(ids, rest);
      const last = ids.at(-1);
      if (last === undefined || ids.length < size) {
        return;
      }
      span = beyond(span, last, this.course.order);
      size = rest.isNothing ? size : Math.min(size * GROWTH, LARGEST_LOOK);
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

  /** Reads what begins with a text, and sorts it. */
  private beginningSource(beginning: Beginning): Source {
    return this.source(beginning.index, [beginsWith(beginning)], [null]);
  }

  /** Reads what begins with a text out of some slices, and sorts it. */
  private sliceSource(beginning: Beginning, slices: readonly number[]): Source {
    const { conditions, order } = this.course;
    const ofStatus = conditions.statuses === null ? [] : [isAnyOf('status', conditions.statuses)];
    return (span, size) => {
      const asked = allOf([this.ofSite(), isAnyOf('slice', slices), beginsWith(beginning), ...ofStatus, isWithin(span)]);
      const table = through(this.dataSource, 'applications', beginning.sliceIndex);
      return { text: `SELECT id FROM ${table} WHERE ${asked.text} ORDER BY id ${order} LIMIT ${size}`, values: asked.values };
    };
  }

  /** The slices there may be anything in, in order. */
  private async slices(): Promise<number[]> {
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

  /** Those of `ids` that meet `rest`, in the same order. */
  private async matching(ids: readonly string[], { conditions, mailState, isStatusAlone }: Rest): Promise<readonly string[]> {
    const { siteId } = this.course;
    const ofMails =
      mailState === null
        ? ids
        : await this.among(ids, (some) => lastMailIs(this.dataSource, { siteId, state: mailState }, some), LARGEST_LOOK_AT_MAILS);
    if (conditions.length === 0) {
      return ofMails;
    }
    // The status alone is in an index that is far smaller than the table.
    const table = through(this.dataSource, 'applications', isStatusAlone ? 'ix_applications_status' : 'PRIMARY');
    return this.among(ofMails, (some) => {
      const asked = allOf([this.ofSite(), isAnyOf('id', some), ...conditions]);
      return { text: `SELECT id FROM ${table} WHERE ${asked.text}`, values: asked.values };
    });
  }

  private async among(
    ids: readonly string[],
    sqlFor: (ids: readonly string[]) => Sql,
    atOnce = LARGEST_LOOK,
  ): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const some of chunksOf(ids, atOnce)) {
      (await this.ids(sqlFor(some))).forEach((id) => found.add(id));
    }
    return ids.filter((id) => found.has(id));
  }

  private async ids({ text, values }: Sql): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(text, [...values]);
    return rows.map(({ id }) => id);
  }

  private ofSite(): Sql {
    return { text: 'siteId = ?', values: [this.course.siteId] };
  }

  private rest(met: Partial<Conditions>): Rest {
    const left = { ...this.course.conditions, ...met };
    const conditions = restOf(left);
    return {
      conditions,
      mailState: left.mailState,
      isNothing: conditions.length === 0 && left.mailState === null,
      isStatusAlone: left.statuses !== null && conditions.length === 1,
    };
  }
}

function merged(parts: readonly Sql[], end: string): Sql {
  const texts = parts.map(({ text }, i) => `SELECT id FROM (${text}) AS part${i}`);
  return { text: `${texts.join(' UNION ALL ')} ${end}`, values: parts.flatMap(({ values }) => values) };
}

/** First a few, then more: what is common is found at once, and what is rare after a few looks. */
function* windowsOf(slices: readonly number[]): Generator<readonly number[]> {
  let length = FIRST_SLICES;
  for (let start = 0; start < slices.length; start += length) {
    length = start === 0 ? FIRST_SLICES : Math.min(length * GROWTH, MOST_SLICES);
    yield slices.slice(start, start + length);
  }
}
