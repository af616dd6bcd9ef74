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
 * reach for prototypes.
 */
export function parseStrictJson(body: Buffer): unknown {
  const text = decode(body);
  const value = parse(text);
  refuseDeepNesting(text);
  refuseUnsafeKeys(text);
  return value;
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new MalformedJson('The body is not valid UTF-8.');
  }
}

function parse(text: string): unknown {
  if (text.trim() === '') {
    throw new MalformedJson('The body is empty; JSON was expected.');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new MalformedJson('The body is not valid JSON.');
  }
}

// What walks the value afterwards may recurse. The text is valid JSON by now, so every string ends.
function refuseDeepNesting(text: string): void {
  let depth = 0;
  for (const [bracket] of text.replace(STRINGS, '').matchAll(/[[\]{}]/g)) {
    depth += '[{'.includes(bracket) ? 1 : -1;
    if (depth > DEEPEST_NESTING) {
      throw new MalformedJson(`The body is nested deeper than ${DEEPEST_NESTING} levels.`);
    }
  }
}

function refuseUnsafeKeys(text: string): void {
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
        throw new MalformedJson('The body has a key that is not allowed anywhere.');
      }
      if (open.at(-1)?.has(key) === true) {
        throw new MalformedJson('The body has the same key twice in one object.');
      }
      open.at(-1)?.add(key);
    },
  });
}
