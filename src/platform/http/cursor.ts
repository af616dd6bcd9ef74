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
