import { visit } from 'jsonc-parser';

const DEEPEST_NESTING = 20;
// A list of 10,000 things has some 100,000. What looks at every value must not be given millions of them by a few megabytes of `0,0,0`.
const MOST_VALUES = 250_000;
const STRINGS = /"(?:[^"\\]|\\.)*"/g;
const [QUOTE, BACKSLASH, LINE_FEED] = Buffer.from('"\\\n');
const COME_BEFORE_A_VALUE = new Set<number | undefined>(Buffer.from(',[{'));
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a body is not acceptable JSON, in words for whoever wrote the client. */
export class MalformedJson extends Error {}

/**
 * Parses a request body: RFC 8259 JSON in UTF-8, and nothing a lenient parser
 * would let pass unseen. Refused: invalid UTF-8, nesting deeper than 20,
 * more than 250,000 values, duplicate keys (RFC 8259 §4 calls their meaning
 * unpredictable), and keys that reach for prototypes. `called` is what it is called where it is refused.
 */
export function parseStrictJson(body: Uint8Array, called = 'The body'): unknown {
  refuseTooManyValues(body, called);
  const text = decode(body, called);
  const value = parse(text, called);
  refuseDeepNesting(text, called);
  refuseUnsafeKeys(text, called);
  return value;
}

/**
 * Throws MalformedJson for more values than anybody has use for, before any of
 * them is made. Of several texts, one a line, as well.
 */
export function refuseTooManyValues(body: Uint8Array, called: string): void {
  let values = 1;
  let isInString = false;
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i];
    if (byte === QUOTE) {
      isInString = !isInString;
    } else if (byte === LINE_FEED) {
      isInString = false;
    } else if (byte === BACKSLASH) {
      i += 1;
    } else if (!isInString && COME_BEFORE_A_VALUE.has(byte)) {
      values += 1;
    }
  }
  if (values > MOST_VALUES) {
    throw new MalformedJson(`${called} has more than ${MOST_VALUES} values.`);
  }
}

function decode(body: Uint8Array, called: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new MalformedJson(`${called} is not valid UTF-8.`);
  }
}

function parse(text: string, called: string): unknown {
  if (text.trim() === '') {
    throw new MalformedJson(`${called} is empty; JSON was expected.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new MalformedJson(`${called} is not valid JSON.`);
  }
}

// What walks the value afterwards may recurse. The text is valid JSON by now, so every string ends.
function refuseDeepNesting(text: string, called: string): void {
  let depth = 0;
  for (const [bracket] of text.replace(STRINGS, '').matchAll(/[[\]{}]/g)) {
    depth += '[{'.includes(bracket) ? 1 : -1;
    if (depth > DEEPEST_NESTING) {
      throw new MalformedJson(`${called} is nested deeper than ${DEEPEST_NESTING} levels.`);
    }
  }
}

function refuseUnsafeKeys(text: string, called: string): void {
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (key) => {
      if (FORBIDDEN_KEYS.has(key)) {
        throw new MalformedJson(`${called} has a key that is not allowed anywhere.`);
      }
      if (open.at(-1)?.has(key) === true) {
        throw new MalformedJson(`${called} has the same key twice in one object.`);
      }
      open.at(-1)?.add(key);
    },
  });
}
