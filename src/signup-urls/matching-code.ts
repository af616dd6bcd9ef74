import { createHash, timingSafeEqual } from 'node:crypto';
import { MOST_CODES } from './domain/authentication';
import { type AuthenticationCode, comparableCode } from './domain/authentication-code';

// NFKC can make one character eighteen (UAX #15): nothing this long is a code, and not worth the work.
const HOPELESSLY_LONG = 1000;

/**
 * The code that admits who typed `typed`, or null. Whatever was typed is
 * compared with as many codes as a URL can have, each in constant time: how
 * long it takes tells neither how many there are nor how close it came.
 */
export function matchingCode(codes: readonly AuthenticationCode[], typed: unknown): AuthenticationCode | null {
  const text = typeof typed === 'string' && typed.length <= HOPELESSLY_LONG ? typed : '';
  const sought = digestOf(text);
  const live = codes.filter(({ removed }) => !removed);
  const compared = Array.from({ length: MOST_CODES }, (_, i) => timingSafeEqual(digestOf(live[i]?.code ?? ''), sought));
  const found = live.find((_, i) => compared[i] === true);
  return found ?? null;
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(comparableCode(text)).digest();
}
