import { visit } from 'jsonc-parser';

const DEEPEST_NESTING = 20;
const STRINGS = /"(?:[^"\\]|\\.)*"/g;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a body is not acceptable JSON, in words for whoever wrote the client. */
export class MalformedJson extends Error {}

/**
 * Parses a request body: RFC 8259 JSON in UTF-8, and nothing a lenient parser
 * would let pass unseen. Refused: invalid UTF-8, nesting deeper than 20,
 * duplicate keys (RFC 8259 §4 calls their meaning unpredictable), and keys that
 * reach for prototypes. `called` is what it is called where it is refused.
 */
export function parseStrictJson(body: Uint8Array, called = 'The body'): unknown {
  const text = decode(body, called);
  const value = parse(text, called);
  refuseDeepNesting(text, called);
  refuseUnsafeKeys(text, called);
  return value;
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
