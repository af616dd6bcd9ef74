/**
 * For what must happen once: sent again with the same key, the request takes effect once and gets the same answer.
 *
 * Make it when the person has decided, keep it until there is an answer, and make another when they have changed something.
 */
export const idempotent = (key: string = aKey()): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': key });

// Not crypto.randomUUID(): browsers have it on https alone.
const aKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** For changing what was read in this answer, unless somebody else has changed it since: `version-stale`. */
export function ifMatch(read: Response): { 'If-Match': string } {
  const tag = read.headers.get('etag');
  if (tag === null) throw new Error(`The answer of ${read.url} has no ETag: it is nothing that is changed by version.`);
  return { 'If-Match': tag };
}
