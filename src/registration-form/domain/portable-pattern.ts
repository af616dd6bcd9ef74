/** A pattern for the regular expressions of JavaScript, and in how many ways they may come to try it. */
export interface PortablePattern {
  /** Source of a `RegExp` with the flag `u` that matches what the pattern matches in RE2. */
  readonly source: string;
  /** The most paths a backtracking engine may go before it gives up. RE2 never goes back; browsers do. */
  readonly ways: number;
}

class NotPortable extends Error {}

const GROUP = /^\((?:\?:|\?<[A-Za-z_]\w*>)?(?!\?)/;
const SET = /^\[\^?(?:[^\\\]]|\\(?:[pP]\{\w+\}|x[0-9A-Fa-f]{2}|[dDwWstnrfv!-/:-@[-`{-~]))+\]/su;
const ESCAPE = /^\\(?:[pP]\{\w+\}|x[0-9A-Fa-f]{2}|[dDwWsSbBtnrfv!-/:-@[-`{-~])/;
const LITERAL = /^[^\\()[\]{}*+?]/su;
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/;

const GENERAL_CATEGORY = /^(?:[LMNPSZC][a-z]?|Any)$/;
const NEEDS_NO_ESCAPE = /^\\[^\w^$\\.*+?()[\]{}|/-]$|^\\_$/;

/**
 * Reads a pattern of what RE2 and JavaScript have in common, and writes it for
 * JavaScript. `longest` is the length of the longest text it is tried on.
 * Throws, with the reason, for anything else.
 */
export function portablePattern(pattern: string, longest: number): PortablePattern {
  return new Reading(pattern, longest).whole();
}

/** Reads from left to right, by the grammar. */
class Reading {
  private position = 0;
  private isAnchored = true;

  constructor(
    private readonly pattern: string,
    private readonly longest: number,
  ) {}

  whole(): PortablePattern {
    const { source, ways } = this.alternatives('outermost');
    if (this.position < this.pattern.length) {
      throw new NotPortable('unexpected )');
    }
    // Without ^ at its beginning, a pattern is tried from every place of the text.
    return { source, ways: this.isAnchored ? ways : ways * this.longest };
  }

  private alternatives(level: 'outermost' | 'in a group'): PortablePattern {
    let source = '';
    let ways = 0;
    do {
      this.isAnchored &&= level === 'in a group' || this.rest().startsWith('^');
      const next = this.sequence();
      source += (source === '' && ways === 0 ? '' : '|') + next.source;
      ways += next.ways;
    } while (this.take(/^\|/) !== undefined);
    return { source, ways };
  }

  private sequence(): PortablePattern {
    let source = '';
    let ways = 1;
    while (this.position < this.pattern.length && !/^[|)]/.test(this.rest())) {
      const next = this.repetition();
      source += next.source;
      ways *= next.ways;
    }
    return { source, ways };
  }

  private repetition(): PortablePattern {
    const repeated = this.element();
    const [quantifier, least, comma, most] = this.match(QUANTIFIER) ?? [];
    if (quantifier === undefined) {
      return repeated;
    }
    const [from, to] =
      least === undefined
        ? [quantifier.startsWith('+') ? 1 : 0, quantifier.startsWith('?') ? 1 : this.longest]
        : [Number(least), comma === undefined ? Number(least) : Number(most === '' ? this.longest : most)];
    return { source: repeated.source + quantifier, ways: waysToRepeat(repeated.ways, from, to) };
  }

  private element(): PortablePattern {
    const opening = this.take(GROUP);
    if (opening !== undefined) {
      const { source, ways } = this.alternatives('in a group');
      if (this.take(/^\)/) === undefined) {
        throw new NotPortable('missing )');
      }
      return { source: `${opening}${source})`, ways };
    }
    return { source: this.set() ?? this.character(), ways: 1 };
  }

  private set(): string | undefined {
    const set = this.take(SET);
    if (set?.includes('[:') === true) {
      throw new NotPortable('[: is not supported within [ ]');
    }
    // What \s means in RE2, within a set.
    return set?.replace(/\\(?:[pP]\{\w+\}|.)/gsu, (escape) => (escape === '\\s' ? '\\t\\n\\f\\r ' : portableEscape(escape)));
  }

  private character(): string {
    const one = this.take(ESCAPE) ?? this.take(LITERAL);
    if (one === undefined) {
      throw new NotPortable(`${Array.from(this.rest()).slice(0, 3).join('')} is not supported`);
    }
    // Within a set only, a hyphen has to be told from a range.
    return one === '\\-' ? '-' : portableEscape(one);
  }

  private rest(): string {
    return this.pattern.slice(this.position);
  }

  private match(form: RegExp): RegExpExecArray | null {
    const match = form.exec(this.rest());
    this.position += match?.[0].length ?? 0;
    return match;
  }

  private take(form: RegExp): string | undefined {
    return this.match(form)?.[0];
  }
}

// What differs between RE2 and JavaScript is written as RE2 means it.
function portableEscape(one: string): string {
  switch (one) {
    case '.':
      return '[^\\n]';
    case '\\s':
      return '[\\t\\n\\f\\r ]';
    case '\\S':
      return '[^\\t\\n\\f\\r ]';
    default:
      return NEEDS_NO_ESCAPE.test(one) ? one.slice(1) : one.replace(/^(\\[pP]\{)(\w+)\}$/, scriptByName);
  }
}

function scriptByName(_: string, opening: string, name: string): string {
  return GENERAL_CATEGORY.test(name) ? `${opening}${name}}` : `${opening}Script=${name}}`;
}

// Of what can be read in one way only, just the number is a choice; anything else multiplies.
function waysToRepeat(ways: number, from: number, to: number): number {
  return (ways === 1 ? 1 : ways ** to) * Math.max(1, to - from + 1);
}
