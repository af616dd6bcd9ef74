import { findUnseenCharacters } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';

/** What an applicant must type at a sign-up URL that asks for a code. Any one of a URL's codes admits. */
export interface AuthenticationCode {
  /** UUIDv7. Stays when the code is removed: applications name it. */
  readonly id: string;
  /** As staff wrote it, trimmed, NFKC. */
  readonly code: string;
  readonly label: string | null;
  /** Taken off the URL: admits nobody any more. */
  readonly removed: boolean;
}

export const CODE_LENGTH = { minimum: 4, maximum: 64 } as const;

// NFKC can make one character eighteen; nothing this long is worth the work.
const HOPELESSLY_LONG = 1000;

/** A code as staff write it: 4 to 64 characters, every one of which can be seen; trimmed and in NFKC. */
export function checkCode(raw: string): Checked<string> {
  if (raw.length > HOPELESSLY_LONG) {
    return refused('too-long', { maximum: CODE_LENGTH.maximum });
  }
  const trimmed = raw.trim();
  const unseen = findUnseenCharacters(trimmed);
  if (unseen !== undefined) {
    return refused(unseen);
  }
  const code = trimmed.normalize('NFKC').trim();
  const length = Array.from(code).length;
  if (length === 0) {
    return refused('required');
  }
  if (length < CODE_LENGTH.minimum) {
    return refused('too-short', { minimum: CODE_LENGTH.minimum });
  }
  return length > CODE_LENGTH.maximum ? refused('too-long', { maximum: CODE_LENGTH.maximum }) : valid(code);
}

/**
 * What two codes are compared by: NFKC, trimmed, upper and lower case alike.
 * Upper case first, so that `ß` is `SS` and every sigma the same.
 */
export function comparableCode(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase().toLowerCase().normalize('NFKC');
}
