import { type FieldFaultCode } from '../platform/problem/field-fault';
import { isPattern } from './password-patterns';

/** What somebody who knows the applicant would try. Values as typed; those not given are not looked for. */
export interface PasswordOwner {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly loginId?: string | undefined;
  readonly email?: string | undefined;
}

interface OwnWord {
  readonly word: string;
  readonly code: FieldFaultCode;
}

// Shorter ones are found by accident in any password. Scripts that write a name in two characters are asked for two.
const SHORTEST_WORD = 4;
const SHORTEST_IDEOGRAPHIC_WORD = 2;
const IDEOGRAPHIC = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;

// As long as the longest valid field, an e-mail address. The fields may not have been checked yet, and NFKD can make
// one character eighteen.
const LONGEST_FIELD = 254;

// What must be left: as much as the shortest password any site may allow, and not digits alone (a birthday).
const FEWEST_OTHER_CHARACTERS = 8;

/**
 * Whether a password is made of its owner's name, login ID or e-mail address,
 * upper and lower case, accents and separators aside; which of them is told.
 *
 * "Made of": without those words fewer than eight characters are left, or
 * nothing but digits or a pattern ("yamada19900401"). A long phrase that
 * happens to contain a name is fine (NIST SP 800-63B-4, 3.1.1.2: compare the
 * password, not the words within it).
 */
export function findOwnWords(password: string, owner: PasswordOwner): FieldFaultCode | undefined {
  let rest = squash(password);
  let found: FieldFaultCode | undefined;
  for (const { word, code } of wordsOf(owner, rest.length)) {
    if (rest.includes(word)) {
      rest = rest.replaceAll(word, ' ');
      found ??= code;
    }
  }
  return isTooLittle(rest.replaceAll(' ', '')) ? found : undefined;
}

function isTooLittle(text: string): boolean {
  const characters = Array.from(text);
  return characters.length < FEWEST_OTHER_CHARACTERS || /^\p{Number}+$/u.test(text) || isPattern(characters);
}

/** Longest first, so that a full name is taken out before its parts. */
function wordsOf(owner: PasswordOwner, longest: number): readonly OwnWord[] {
  const [name = '', displayName = '', loginId = '', email = ''] = [owner.name, owner.displayName, owner.loginId, owner.email].map(
    (text = '') => text.slice(0, LONGEST_FIELD),
  );
  const localPart = email.slice(0, Math.max(0, email.lastIndexOf('@')));
  return [
    ...ownWords('password-contains-own-name', [name, ...partsOf(name), displayName, ...partsOf(displayName)]),
    ...ownWords('password-contains-login-id', [loginId, ...partsOf(loginId)]),
    ...ownWords('password-contains-email', [email, localPart, ...partsOf(localPart)]),
  ]
    .filter(({ word }) => word.length <= longest && isLongEnough(word))
    .sort((one, other) => other.word.length - one.word.length);
}

function ownWords(code: FieldFaultCode, texts: readonly string[]): readonly OwnWord[] {
  return texts.map((text) => ({ word: squash(text), code }));
}

function partsOf(text: string): readonly string[] {
  return text.split(/[^\p{Letter}\p{Mark}\p{Number}]+/u);
}

function isLongEnough(word: string): boolean {
  return word.length >= (IDEOGRAPHIC.test(word) ? SHORTEST_IDEOGRAPHIC_WORD : SHORTEST_WORD);
}

/** Without case, accents, width and the separators people put between words: "José Núñez" becomes "josenunez". */
function squash(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Nonspacing_Mark}\s._'-]/gu, '')
    .normalize('NFC')
    .toLowerCase();
}
