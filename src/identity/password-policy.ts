import { type Checked, type FieldFaultCode, refused, valid } from '../platform/problem/field-fault';
import { isCommonPassword } from './common-passwords';
import { findOwnWords, type PasswordOwner } from './password-owner';
import { isRepetition, isSequence } from './password-patterns';

/** The limits of every site; a site's own minimum may be higher. */
export const PASSWORD_LENGTH = { minimum: 8, maximum: 128 } as const;

export interface PasswordContext extends PasswordOwner {
  /** The site's minimum, in characters. */
  readonly minLength: number;
}

// A character of the NFKC form has at most four code points before it is composed, each of at most two code units.
const HOPELESSLY_LONG = PASSWORD_LENGTH.maximum * 8;

// Halves of characters all become the same bytes in UTF-8. Control characters, NUL and line breaks among them, cannot
// be typed into every log-in form. What Unicode has not assigned yet may normalise otherwise one day (UAX #15, 12.1).
const UNTYPABLE = /[\p{Surrogate}\p{Control}\p{Line_Separator}\p{Paragraph_Separator}\p{Unassigned}]/u;

/**
 * A password somebody chooses. The value is its NFKC form, the one to hash
 * here and at every log-in, so that it does not matter which keyboard or
 * system composed the characters.
 *
 * Length in code points, no rules of composition, spaces and every script
 * allowed, and a list of refusals with the reason told (NIST SP 800-63B-4,
 * 3.1.1.2; OWASP ASVS 5.0, 6.2): patterns, own words, common passwords.
 */
export function checkPassword(raw: string, about: PasswordContext): Checked<string> {
  if (raw === '') {
    return refused('required');
  }
  if (raw.length > HOPELESSLY_LONG) {
    return refused('password-too-long', { maximum: PASSWORD_LENGTH.maximum });
  }
  if (UNTYPABLE.test(raw)) {
    return refused('password-characters');
  }
  const password = raw.normalize('NFKC');
  const length = Array.from(password).length;
  const minimum = Math.max(PASSWORD_LENGTH.minimum, about.minLength);
  if (length < minimum) {
    return refused('password-too-short', { minimum });
  }
  if (length > PASSWORD_LENGTH.maximum) {
    return refused('password-too-long', { maximum: PASSWORD_LENGTH.maximum });
  }
  const weakness = findWeakness(password, about);
  return weakness === undefined ? valid(password) : refused(weakness);
}

function findWeakness(password: string, about: PasswordContext): FieldFaultCode | undefined {
  const folded = password.toLowerCase();
  const characters = Array.from(folded);
  if (isRepetition(characters)) {
    return 'password-repetition';
  }
  if (isSequence(characters)) {
    return 'password-sequence';
  }
  return findOwnWords(password, about) ?? (isCommonPassword(folded) ? 'password-common' : undefined);
}
