import { dictionary } from '@zxcvbn-ts/language-common';
import { isPattern } from './password-patterns';

// Shorter words would match by accident once digits and symbols are taken off.
const SHORTEST_WORD = 4;
const LONGEST_DECORATION = 5;

// The most used passwords of published leaks, lower case, kept up to date with the package. Read once when the
// program starts (about 4 MB and 50 ms); afterwards a look-up costs the same however long the list is.
const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common'].filter((word) => word.length >= SHORTEST_WORD));

// What people write for a letter, thinking nobody else does.
const LETTER_FOR: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'l',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/**
 * Whether a lower-cased password is among those an attacker tries first: one
 * on the list, or a word of the list with a few digits or symbols, or a
 * sequence of them, around it; also where some of its letters are written as
 * look-alikes ("P@ssw0rd2024!").
 *
 * The whole password is compared, never words within a longer phrase
 * (NIST SP 800-63B-4, 3.1.1.2): "correct horse battery staple" stays possible.
 */
export function isCommonPassword(folded: string): boolean {
  return isListed(folded) || isDecoratedWord(folded);
}

function isListed(word: string): boolean {
  return COMMON.has(word) || COMMON.has(word.replace(/[@431!0$57]/g, (symbol) => LETTER_FOR[symbol] ?? symbol));
}

function isDecoratedWord(folded: string): boolean {
  const word = /\p{Letter}(?:.*\p{Letter})?/su.exec(folded)?.[0];
  if (word === undefined || !isListed(word)) {
    return false;
  }
  const decoration = Array.from(folded.replace(word, ''));
  return decoration.length <= Math.min(LONGEST_DECORATION, word.length) || isPattern(decoration);
}
