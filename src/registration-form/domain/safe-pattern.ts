import { RE2JS } from 're2js';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { TEXT_LIMITS } from './field-limits';
import { portablePattern } from './portable-pattern';

export const LONGEST_PATTERN = 200;

// Instructions of the compiled pattern. To match costs at most instructions × characters: with the limit of an answer's
// length, some milliseconds for the worst that can be saved.
const LARGEST_PROGRAM = 500;

// Paths that a browser goes in a fraction of a second.
const MOST_WAYS = 10_000_000;

const LONGEST_REASON = 150;
const MOST_REMEMBERED = 1000;

/**
 * A pattern that answers have to contain, written in what RE2 and JavaScript
 * have in common: no look-around, no references back, nothing that means one
 * thing here and another there. Where it has to begin and end is for `^` and
 * `$` to say, as in JSON Schema.
 *
 * RE2 matches in linear time: no answer can keep the service busy, whatever
 * the pattern.
 */
export function checkPattern(pattern: string): Checked<string> {
  if (pattern === '') {
    return refused('required');
  }
  if (Array.from(pattern).length > LONGEST_PATTERN) {
    return refused('too-long', { maximum: LONGEST_PATTERN });
  }
  if (/\p{Control}/u.test(pattern)) {
    return refused('control-characters');
  }
  try {
    new RegExp(portablePattern(pattern, TEXT_LIMITS.text.longest).source, 'u');
    return RE2JS.compile(pattern).programSize() > LARGEST_PROGRAM ? refused('pattern-too-complex') : valid(pattern);
  } catch (error) {
    return refused('pattern-invalid', { reason: reasonOf(error) });
  }
}

/** Whether `text` contains what `pattern` asks for, which has been checked before. */
export function isMatch(pattern: string, text: string): boolean {
  return compiled(pattern).matcher(text).find();
}

/**
 * The pattern for regular expressions of JavaScript with the flag `u`; null
 * for one that a text of `longest` characters might keep a browser busy with.
 * What is not told to the browser, the service still checks.
 */
export function patternForBrowsers(pattern: string, longest: number): string | null {
  const { source, ways } = portablePattern(pattern, longest);
  return ways > MOST_WAYS ? null : source;
}

const remembered = new Map<string, RE2JS>();

function compiled(pattern: string): RE2JS {
  const known = remembered.get(pattern);
  if (known !== undefined) {
    return known;
  }
  if (remembered.size >= MOST_REMEMBERED) {
    remembered.clear();
  }
  const fresh = RE2JS.compile(pattern);
  remembered.set(pattern, fresh);
  return fresh;
}

// "error parsing regexp: missing closing ): `(a`", "Invalid regular expression: /(a/u: Unterminated group"
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return message
    .replace(/^error parsing regexp: /, '')
    .replace(/^Invalid regular expression: .*: /s, '')
    .slice(0, LONGEST_REASON);
}
