import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { joinedWith, through } from '../platform/database/index-hints';
import { isoOf, preparedRead } from '../platform/database/prepared-read';
import { places } from '../platform/database/raw-sql';
import { MAIL_STATES, type MailState } from './domain/mail-delivery';
import { MAIL_TEMPLATES, type MailTemplate } from './domain/mail-templates';
import { type MailView } from './mail.read-model';

/** Which mails of a site; all conditions together. */
export interface MailFilter {
  /** Any of these; all, when empty. */
  readonly states: readonly MailState[];
  /** Any of these; all, when empty. */
  readonly templates: readonly MailTemplate[];
  /** About this application. */
  readonly applicationId?: string;
  /** Ids from this one on, up to but not including {@link before}: mails lie in the order they were queued in. */
  readonly from: string;
  readonly before: string;
}

/** So many of them, in an order. */
export interface MailStretch {
  readonly order: 'ASC' | 'DESC';
  readonly size: number;
}

/** A mail of a list: moments as ISO 8601 texts. */
export type ListedMail = Omit<MailView, Moments> &
  Readonly<Record<'queuedAt' | 'dueAt', string> & Record<'sentAt', string | null>>;

type Moments = 'queuedAt' | 'dueAt' | 'sentAt';

interface Sql {
  readonly text: string;
  readonly values: readonly string[];
}

const COLUMNS = ['id', 'applicationId', 'template', 'locale', 'state', 'tries', 'queuedAt', 'sentAt', 'dueAt', 'lastAnswer']
  .map((column) => `mail.${column}`)
  .join(', ');

/**
 * The mails of a site, as they are listed and counted. Everything asked for is
 * read through an index in the order asked for: of states and templates once for
 * each pair of them, and merged. So the time does not grow with the table.
 */
@Injectable()
export class MailList {
  constructor(private readonly dataSource: DataSource) {}

  async rows(siteId: string, filter: MailFilter, stretch: MailStretch): Promise<ListedMail[]> {
    if (isImpossible(filter)) {
      return [];
    }
    const { text, values } = this.statement(siteId, filter, stretch);
    const rows = await preparedRead<ListedMail>(this.dataSource, text, values);
    return rows.map((row) => ({
      ...row,
      queuedAt: isoOf(row.queuedAt),
      dueAt: isoOf(row.dueAt),
      sentAt: row.sentAt === null ? null : isoOf(row.sentAt),
    }));
  }

  /** How many there are; counts no further than `bound`. */
  async count(siteId: string, filter: MailFilter, bound: number): Promise<number> {
    let total = 0;
    for (const { text, values } of isImpossible(filter) ? [] : this.sources(siteId, filter)) {
      // Whatever one source has, the next ones are asked for the rest alone.
      const asked = `SELECT COUNT(*) AS total FROM (${text} LIMIT ${bound - total}) AS found`;
      const [row] = await preparedRead<{ total: number | string }>(this.dataSource, asked, values);
      total += Number(row?.total ?? 0);
      if (total >= bound) {
        return bound;
      }
    }
    return total;
  }

  private statement(siteId: string, filter: MailFilter, { order, size }: MailStretch): Sql {
    const end = `ORDER BY id ${order} LIMIT ${size}`;
    const [first, ...others] = this.sources(siteId, filter).map(({ text, values }) => ({ text: `${text} ${end}`, values }));
    if (first === undefined) {
      throw new Error('Mails are looked for through one source at the least.');
    }
    const found = others.length === 0 ? first : merged([first, ...others], end);
    const table = through(this.dataSource, 'mails AS mail', 'PRIMARY');
    return {
      text: `SELECT ${COLUMNS} FROM (${found.text}) AS found ${joinedWith(this.dataSource)} ${table} ON mail.siteId = ? AND mail.id = found.id ORDER BY mail.id ${order}`,
      values: [...found.values, siteId],
    };
  }

  /** Where the ids are that match: nowhere twice, and each place in the order of ids. */
  private sources(siteId: string, { states, templates, applicationId, from, before }: MailFilter): Sql[] {
    const source = (index: string, conditions: string, values: readonly string[]): Sql => ({
      text: `SELECT id FROM ${through(this.dataSource, 'mails', index)} WHERE siteId = ? ${conditions} AND id >= ? AND id < ?`,
      values: [siteId, ...values, from, before],
    });
    if (applicationId !== undefined) {
      const [ofState, ofTemplate] = [isAnyOf('state', states), isAnyOf('template', templates)];
      return [source('ix_mails_last', `AND applicationId = ?${ofState}${ofTemplate}`, [applicationId, ...states, ...templates])];
    }
    if (states.length === 0 && templates.length === 0) {
      return [source('PRIMARY', '', [])];
    }
    return allOr(templates, MAIL_TEMPLATES).flatMap((template) =>
      allOr(states, MAIL_STATES).map((state) => source('ix_mails_template', 'AND template = ? AND state = ?', [template, state])),
    );
  }
}

function isImpossible({ from, before }: MailFilter): boolean {
  return from >= before;
}

function allOr<T>(some: readonly T[], all: readonly T[]): readonly T[] {
  return some.length === 0 ? all : some;
}

function isAnyOf(column: string, values: readonly string[]): string {
  return values.length === 0 ? '' : ` AND ${column} IN (${places(values)})`;
}

function merged(parts: readonly Sql[], end: string): Sql {
  const texts = parts.map(({ text }, i) => `SELECT id FROM (${text}) AS part${i}`);
  return { text: `${texts.join(' UNION ALL ')} ${end}`, values: parts.flatMap(({ values }) => values) };
}
