import { createHash } from 'node:crypto';
import { DomainError } from '../problem/domain-error';

/** The `ETag` of a version (RFC 9110 §8.8.3). */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/**
 * The version an `If-Match` header speaks of. Throws `if-match-required`
 * without one, `version-stale` for what can be no current version; `*` and
 * lists name no single version and count as missing.
 */
export function versionIn(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '' || ifMatch.trim() === '*') {
    throw new DomainError('if-match-required', 'Send If-Match with the ETag of the version you have read.');
  }
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim()) ?? [];
  if (version === undefined) {
    throw new DomainError('version-stale', 'If-Match names no version of this.');
  }
  return Number(version);
}

/** An `ETag` made of what is answered: the same answer, the same tag. */
export function contentTag(body: object): string {
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"`;
}

/** Whether an `If-None-Match` header names `tag`: the client has that answer already (RFC 9110 §13.1.2, weak comparison). */
export function isAlreadyKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}
