import { type Checked, refused, valid } from '../platform/problem/field-fault';
import { findUnseenCharacters } from './unseen-characters';

// Guide the layout of a line and say nothing: zero-width space (the space bar of Khmer keyboards types it)
// and the direction marks that Arabic and Hebrew keyboards leave behind. Dropped, not refused.
const LAYOUT_MARKS = /[\u200B\u200E\u200F\u061C]/g;

// Invisible, but part of how a name is spelt: ZWNJ and ZWJ (Persian, Sinhala, Malayalam, emoji), variation
// selectors (Japanese family names such as 辻󠄀 and 葛󠄀, Mongolian) and the Mongolian vowel separator.
const SPELLING_MARK = String.raw`[\u200C-\u200D\u180B-\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`;
const SPELLING_MARKS = new RegExp(SPELLING_MARK, 'gu');
// With nothing before it to belong to, or in a row longer than any spelling has.
const STRAY_SPELLING_MARK = new RegExp(`(?:^|\\s)${SPELLING_MARK}|${SPELLING_MARK}{3}`, 'u');

// No script piles up more marks on a letter; "zalgo" text does, and paints over the lines around it.
const TOO_MANY_MARKS = /\p{Mark}{9}/u;

const VISIBLE = /[\p{Letter}\p{Number}\p{Punctuation}\p{Symbol}]/u;
const BLANK_BRAILLE = /\u2800/g;

/** So many characters a text may have: code points of its NFC form. */
export interface TextLength {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * One line of text, a name or an answer, in any script, with whatever
 * apostrophes, dots and spaces belong to it; trimmed and in NFC.
 *
 * Counted in code points of the NFC form, not in what a reader sees as one
 * character: that number does not change with the Unicode version of the
 * server, and it is the one that JSON Schema's `maxLength` and a `varchar(50)`
 * count. Refused is only what would deceive or break a list: control and
 * unseen characters, line breaks, direction overrides, halves of characters.
 */
export function checkLine(raw: string, length: TextLength): Checked<string> {
  return checkText(raw, length);
}

/** As {@link checkLine}, of several lines; every kind of line break becomes a line feed. */
export function checkLines(raw: string, length: TextLength): Checked<string> {
  return checkText(raw.replace(/\r\n?/g, '\n'), length, '\n');
}

function checkText(raw: string, length: TextLength, allowed = ''): Checked<string> {
  const withoutLayout = raw.replace(LAYOUT_MARKS, '');
  const withoutSpelling = withoutLayout.replace(SPELLING_MARKS, '');
  const unseen = findUnseenCharacters(allowed === '' ? withoutSpelling : withoutSpelling.replaceAll(allowed, ' '));
  if (unseen !== undefined) {
    return refused(unseen);
  }
  const text = withoutLayout.normalize('NFC').trim();
  if (!VISIBLE.test(text.replace(BLANK_BRAILLE, ''))) {
    return refused('required');
  }
  if (STRAY_SPELLING_MARK.test(text)) {
    return refused('invisible-characters');
  }
  if (TOO_MANY_MARKS.test(text)) {
    return refused('invalid-characters');
  }
  return checkLength(text, length);
}

function checkLength(text: string, length: TextLength): Checked<string> {
  const characters = Array.from(text).length;
  if (characters < length.minimum) {
    return refused('too-short', { minimum: length.minimum });
  }
  if (characters > length.maximum) {
    return refused('too-long', { maximum: length.maximum });
  }
  return valid(text);
}
