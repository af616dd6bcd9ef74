import { beginsWith, places, type Sql } from '../platform/database/raw-sql';
import { idAt } from '../platform/ids/id-at';
import { type ApplicationFilter, BY_THE_SERVICE } from './domain/application-filter';
import { APPLICATION_STATUSES, type ApplicationStatus } from './domain/application-lifecycle';

/** Ids from the first one on, up to but not including the second. */
export interface Span {
  readonly from: string;
  readonly before: string;
}

const EVERY_ID: Span = { from: '', before: 'g' };

/** A column that has to have a value (or none), and the index (site, column, status, id). */
export interface Equality {
  readonly column: string;
  readonly value: string | null;
  readonly index: string;
}

/** A column that has to begin with a text; the indexes (site, column, id) and (site, slice, column, status, id). */
export interface Beginning {
  readonly column: string;
  readonly text: string;
  readonly index: string;
  readonly sliceIndex: string;
}

/** A filter, sorted by how the database can find what it asks for. */
export interface Conditions {
  /** Any of these; all, when null. */
  readonly statuses: readonly ApplicationStatus[] | null;
  readonly span: Span;
  readonly equalities: readonly Equality[];
  readonly beginnings: readonly Beginning[];
  readonly mailState: NonNullable<ApplicationFilter['mailState']> | null;
}

// Only automatic approval decides without a member of staff.
const DECIDED: readonly ApplicationStatus[] = ['approved', 'not_approved'];

export function conditionsOf(filter: ApplicationFilter): Conditions {
  const { statuses, appliedFrom, appliedBefore, mailState = null, decidedById } = filter;
  const wanted = statuses.length === 0 ? APPLICATION_STATUSES : statuses;
  const possible = decidedById === BY_THE_SERVICE ? wanted.filter((status) => DECIDED.includes(status)) : wanted;
  return {
    statuses: possible.length === APPLICATION_STATUSES.length ? null : possible,
    span: {
      from: appliedFrom === undefined ? EVERY_ID.from : idAt(appliedFrom),
      before: appliedBefore === undefined ? EVERY_ID.before : idAt(appliedBefore),
    },
    equalities: equalitiesOf(filter),
    beginnings: beginningsOf(filter),
    mailState,
  };
}

// The ones that usually leave least come first.
function equalitiesOf(filter: ApplicationFilter): Equality[] {
  const { email, decidedById } = filter;
  const decider = decidedById === BY_THE_SERVICE ? null : decidedById;
  const all = [
    { column: 'authenticationCodeId', value: filter.authenticationCodeId, index: 'ix_applications_code' },
    { column: 'signupUrlId', value: filter.signupUrlId, index: 'ix_applications_signup_url' },
    {
      column: 'emailDomain',
      value: email?.startsWith('@') === true ? email.slice(1) : undefined,
      index: 'ix_applications_domain',
    },
    { column: 'groupId', value: filter.groupId, index: 'ix_applications_group' },
    { column: 'decidedById', value: decider, index: 'ix_applications_decider' },
  ];
  return all.flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]));
}

function beginningsOf({ loginId, email, name }: ApplicationFilter): Beginning[] {
  const all = [
    { column: 'loginIdKey', text: loginId, index: 'ix_applications_login_id', sliceIndex: 'ix_applications_slice_login_id' },
    {
      column: 'emailKey',
      text: email?.startsWith('@') === true ? undefined : email,
      index: 'ix_applications_email',
      sliceIndex: 'ix_applications_slice_email',
    },
    { column: 'nameKey', text: name, index: 'ix_applications_name', sliceIndex: 'ix_applications_slice_name' },
  ];
  return all.flatMap(({ text, ...rest }) => (text === undefined ? [] : [{ ...rest, text }]));
}

/** What is to be asked of a row of `applications`, whichever way it was found. */
export function restOf({ statuses, equalities, beginnings }: Omit<Conditions, 'span' | 'mailState'>): Sql[] {
  return [...(statuses === null ? [] : [isAnyOf('status', statuses)]), ...equalities.map(isEqual), ...beginnings.map(beginsWith)];
}

export function isEqual({ column, value }: Pick<Equality, 'column' | 'value'>): Sql {
  return value === null ? { text: `${column} IS NULL`, values: [] } : { text: `${column} = ?`, values: [value] };
}

export function isWithin({ from, before }: Span, column = 'id'): Sql {
  return { text: `${column} >= ? AND ${column} < ?`, values: [from, before] };
}

export function isAnyOf(column: string, values: readonly (string | number)[]): Sql {
  return { text: `${column} IN (${places(values)})`, values };
}

export function allOf(conditions: readonly Sql[]): Sql {
  return {
    text: conditions.map(({ text }) => text).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** What of `span` comes after `id`, in an order. */
export function beyond(span: Span, id: string, order: 'ASC' | 'DESC'): Span {
  // An exclamation mark sorts before whatever an id is made of, and before its end in no other id.
  return order === 'ASC' ? { ...span, from: later(span.from, `${id}!`) } : { ...span, before: earlier(span.before, id) };
}

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);
