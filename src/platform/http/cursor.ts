import { ValidationFailed } from '../problem/validation-failed';

/** A page of a list, and the cursor of the one after it (null when there is none). */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** Where the list goes on: the sort key of the last item seen. Opaque to clients. */
function cursorAt(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/** The sort key in `cursor`, which must look like `form`; throws `validation-failed`. Null without a cursor. */
export function keyIn(cursor: string | undefined, form: RegExp): string | null {
  if (cursor === undefined) {
    return null;
  }
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!form.test(key)) {
    throw new ValidationFailed([{ pointer: '#/cursor', fault: { code: 'invalid-characters' } }]);
  }
  return key;
}

/** Makes a page of `rows`, of which one more than `limit` was asked for. */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorAt(keyOf(last)) : null };
}

/** A page that knows the one before it as well (null on the first). */
export interface TwoWayPage<T> extends Page<T> {
  readonly previousCursor: string | null;
}

/** A place in a list: beside the item with this key. */
export interface Place {
  readonly key: string;
  /** What is asked for lies before it, not behind. */
  readonly backwards: boolean;
}

const BACKWARDS = '<';

/** The place that `cursor` names, whose key must look like `form`; throws `validation-failed`. Null without a cursor. */
export function placeIn(cursor: string | undefined, form: RegExp): Place | null {
  const key = keyIn(cursor, new RegExp(`^${BACKWARDS}?(?:${form.source.replace(/^\^|\$$/g, '')})$`, form.flags));
  return key === null ? null : { key: key.replace(BACKWARDS, ''), backwards: key.startsWith(BACKWARDS) };
}

/**
 * Makes a page of `rows`, of which one more than `limit` was asked for from
 * `place` on, into its direction. Going back shows what was there, whatever has
 * been added before it since.
 */
export function twoWayPageOf<T>(
  rows: readonly T[],
  limit: number,
  place: Place | null,
  keyOf: (row: T) => string,
): TwoWayPage<T> {
  const backwards = place?.backwards === true;
  const items = backwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit);
  const isMore = rows.length > limit;
  // Behind the place one has come from, there is something.
  const hasPrevious = backwards ? isMore : place !== null;
  return {
    items,
    previousCursor: hasPrevious ? cursorBeside(items.at(0), (row) => BACKWARDS + keyOf(row)) : null,
    nextCursor: backwards || isMore ? cursorBeside(items.at(-1), keyOf) : null,
  };
}

function cursorBeside<T>(row: T | undefined, keyOf: (row: T) => string): string | null {
  return row === undefined ? null : cursorAt(keyOf(row));
}
