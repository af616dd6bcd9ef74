import { type Checked, refused, valid } from '../platform/problem/field-fault';
import { findUnseenCharacters } from './unseen-characters';

export interface LoginId {
  /** What is shown: the NFKC form, upper and lower case as the person wrote it. */
  readonly asTyped: string;
  /** What is compared: `asTyped`, case-folded. */
  readonly key: string;
}

export const LOGIN_ID_LENGTH = { minimum: 5, maximum: 30 } as const;

const ALLOWED = /^[A-Za-z0-9!"#$%&'()*+,\-./:;?[\\\]^_`@]*$/;

// NFKC can make one character eighteen (UAX #15, table 12). Nothing this long can become a login ID,
// so it is not worth the work.
const HOPELESSLY_LONG = 1000;

/**
 * A login ID: 5 to 30 of the ASCII letters, digits and some symbols.
 *
 * NFKC comes first, so that full-width letters and other compatibility forms
 * are the same ID as the plain ones; what is still outside ASCII is refused,
 * which leaves lower-casing as the whole of case folding and no letter of
 * another script that looks like a Latin one. Spaces around it are dropped.
 */
export function checkLoginId(raw: string): Checked<LoginId> {
  if (raw.length > HOPELESSLY_LONG) {
    return refused('too-long', { maximum: LOGIN_ID_LENGTH.maximum });
  }
  const unseen = findUnseenCharacters(raw);
  if (unseen !== undefined) {
    return refused(unseen);
  }
  const loginId = raw.normalize('NFKC').trim();
  if (loginId === '') {
    return refused('required');
  }
  if (!ALLOWED.test(loginId)) {
    return refused('login-id-characters');
  }
  if (loginId.length < LOGIN_ID_LENGTH.minimum) {
    return refused('too-short', { minimum: LOGIN_ID_LENGTH.minimum });
  }
  if (loginId.length > LOGIN_ID_LENGTH.maximum) {
    return refused('too-long', { maximum: LOGIN_ID_LENGTH.maximum });
  }
  return valid({ asTyped: loginId, key: loginId.toLowerCase() });
}
