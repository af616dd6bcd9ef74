import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const FORM = /^mk_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/;

/** Whether a bearer token is an API key; access tokens of staff never begin so. */
export function looksLikeApiKey(token: string): boolean {
  return token.startsWith('mk_');
}

/** A new key for the row `id`: the text to show, for the only time, and what is kept of its 256 random bits. */
export function newApiKey(id: string): { readonly text: string; readonly secretHash: string } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { text: `mk_${id.replaceAll('-', '')}_${secret}`, secretHash: hashOf(secret) };
}

/** What a key says of itself, or null when it is none. */
export function readApiKey(text: string): { readonly id: string; readonly secretHash: string } | null {
  const [, ...parts] = FORM.exec(text) ?? [];
  const secret = parts.pop();
  return secret === undefined ? null : { id: parts.join('-'), secretHash: hashOf(secret) };
}

export function isSameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
