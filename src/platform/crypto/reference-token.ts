import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse as parseUuid, stringify as stringifyUuid } from 'uuid';
import { type AcceptedKeys } from './keys';

/** What a token stands for: one row of one site, and which of its tokens. */
export interface Reference {
  readonly siteId: string;
  readonly id: string;
  /** Counts up when a newer token replaces an older one. */
  readonly generation: number;
}

const UUID_BYTES = 16;
const GENERATION_BYTES = 4;
const BODY_BYTES = 2 * UUID_BYTES + GENERATION_BYTES;
const MAC_BYTES = 24;
const TOKEN_LENGTH = ((BODY_BYTES + MAC_BYTES) * 4) / 3;

/**
 * A token nobody can make up, of which nothing is stored: the reference and
 * 192 bit of HMAC-SHA-256 over it, as 80 characters of base64url. Whether it
 * still counts is for the row to say (generation, expiry, status).
 */
export function referenceToken(key: Buffer, reference: Reference): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.set(parseUuid(reference.siteId), 0);
  body.set(parseUuid(reference.id), UUID_BYTES);
  body.writeUInt32BE(reference.generation, 2 * UUID_BYTES);
  return Buffer.concat([body, macOf(key, body)]).toString('base64url');
}

/** The reference in `token`, or null when the token was made with none of `keys`. Takes the same time for every wrong one. */
export function openReferenceToken(keys: AcceptedKeys, token: string): Reference | null {
  if (token.length !== TOKEN_LENGTH || !/^[\w-]+$/.test(token)) {
    return null;
  }
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(0, BODY_BYTES);
  if (!keys.some((key) => timingSafeEqual(bytes.subarray(BODY_BYTES), macOf(key, body)))) {
    return null;
  }
  return {
    siteId: stringifyUuid(body, 0),
    id: stringifyUuid(body, UUID_BYTES),
    generation: body.readUInt32BE(2 * UUID_BYTES),
  };
}

function macOf(key: Buffer, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES);
}
