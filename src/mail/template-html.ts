import { type Token, Tokenizer, TokenizerMode } from 'parse5';
import { type FieldFault, type FieldFaultCode } from '../platform/problem/field-fault';
import { addressRule, isAttributeAllowed, isElementAllowed, isStyleSafe, MAY_BE_FILLED } from './allowed-html';
import { faultAt, placeOf } from './place';
import { type Braces } from './template-language';

const MOST_ELEMENTS = 2000;
const MOST_FAULTS = 20;
// A letter: where browsers would take a value for part of a tag, so does the tokenizer.
const STAND_IN = 'x';
const RAW_TEXT = new Set(['title', 'style', 'script', 'textarea', 'iframe', 'xmp', 'noscript', 'noembed', 'noframes']);

/** A begin tag of a template, for who wants to add to it. */
export interface ElementTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** From `<` to behind `>`. */
  readonly start: number;
  readonly end: number;
  /** Where the attribute `style` stands, if there is one. */
  readonly style: { readonly start: number; readonly end: number } | null;
}

export interface HtmlReading {
  readonly faults: readonly FieldFault[];
  readonly tags: readonly ElementTag[];
  /** What stands in the `style` elements. */
  readonly styles: readonly { readonly css: string; readonly start: number }[];
}

/**
 * Reads the HTML of a template, token by token, as browsers do. Refused is
 * whatever is not on the list of harmless elements, attributes and addresses.
 *
 * What is in braces may stand in text and, a value, in some quoted attributes.
 * So neither a value nor a part that is left out can ever change which elements
 * and attributes there are: what was checked is what is sent.
 */
export function readHtml(source: string, braces: readonly Braces[], addresses: ReadonlySet<string>): HtmlReading {
  const reader = new HtmlReader(source, braces, addresses);
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, reader);
  reader.tokenizer = tokenizer;
  tokenizer.write(withStandIns(source, braces), true);
  return { faults: reader.faults.slice(0, MOST_FAULTS), tags: reader.tags, styles: reader.styles };
}

function withStandIns(source: string, braces: readonly Braces[]): string {
  let text = '';
  let end = 0;
  for (const each of braces) {
    text += source.slice(end, each.start) + source.slice(each.start, each.end).replace(/[^\n]/g, STAND_IN);
    end = each.end;
  }
  return text + source.slice(end);
}

class HtmlReader {
  readonly faults: FieldFault[] = [];
  readonly tags: ElementTag[] = [];
  readonly styles: { css: string; start: number }[] = [];
  tokenizer: Tokenizer | undefined;
  private rawText: 'title' | 'style' | null = null;

  constructor(
    private readonly source: string,
    private readonly braces: readonly Braces[],
    private readonly addresses: ReadonlySet<string>,
  ) {}

  onStartTag(token: Token.TagToken): void {
    const { startOffset: start, endOffset: end } = present(token.location);
    if (!isElementAllowed(token.tagName)) {
      this.refuse('html-element-not-allowed', start);
      this.enter(token.tagName);
      return;
    }
    const attributes = token.attrs.map(({ name, value }) => ({ name, value, ...this.placeOfAttribute(token, name) }));
    for (const attribute of attributes) {
      this.checkAttribute(token.tagName, attribute);
    }
    for (const each of this.bracesWithin(start, end)) {
      if (!attributes.some((attribute) => this.mayBeFilled(attribute, each))) {
        this.refuse('template-variable-misplaced', each.start);
      }
    }
    this.keep(token.tagName, attributes, { start, end });
    this.enter(token.tagName);
  }

  onEndTag(token: Token.TagToken): void {
    this.rawText = null;
    const { startOffset, endOffset } = present(token.location);
    if (!isElementAllowed(token.tagName) || token.attrs.length > 0) {
      this.refuse('html-element-not-allowed', startOffset);
    }
    this.refuseBraces(startOffset, endOffset);
  }

  onCharacter(token: Token.CharacterToken): void {
    const { startOffset, endOffset } = present(token.location);
    if (this.rawText === 'title') {
      for (const each of this.bracesWithin(startOffset, endOffset).filter(({ variable }) => variable === null)) {
        this.refuse('template-variable-misplaced', each.start);
      }
    }
    if (this.rawText === 'style') {
      this.refuseBraces(startOffset, endOffset);
      this.takeStyle(startOffset, endOffset);
    }
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token);
  }

  onNullCharacter(token: Token.CharacterToken): void {
    this.refuse('html-malformed', present(token.location).startOffset);
  }

  // Comments can hide what some mail programs read. Templates have their own.
  onComment(token: Token.CommentToken): void {
    this.refuse('html-comment-not-allowed', present(token.location).startOffset);
  }

  onDoctype(token: Token.DoctypeToken): void {
    const { startOffset, endOffset } = present(token.location);
    this.refuseBraces(startOffset, endOffset);
    if (token.name !== 'html' || this.tags.length > 0) {
      this.refuse('html-malformed', startOffset);
    }
  }

  onEof(): void {
    if (this.rawText !== null) {
      this.refuse('html-malformed', this.source.length);
    }
    for (const { css, start } of this.styles) {
      if (!isStyleSafe(css)) {
        this.refuse('html-style-not-allowed', start);
      }
    }
  }

  onParseError({ code, startOffset }: { readonly code: string; readonly startOffset: number }): void {
    // `?a=1&b=2` in an address is wrong by the book, and harmless.
    if (!code.includes('character-reference')) {
      this.refuse('html-malformed', startOffset);
    }
  }

  private checkAttribute(element: string, { name, value, start }: Attribute): void {
    if (!isAttributeAllowed(element, name)) {
      this.refuse('html-attribute-not-allowed', start);
      return;
    }
    if (name === 'style' && !isStyleSafe(value)) {
      this.refuse('html-style-not-allowed', start);
      return;
    }
    const rule = addressRule(element, name);
    if (rule !== null && !rule.test(value) && !this.isOurAddress(name, start)) {
      this.refuse('html-address-not-allowed', start);
    }
  }

  /** `href="{{activationUrl}}"`, and nothing else in it. */
  private isOurAddress(name: string, start: number): boolean {
    const [, , value] = /^[^\s=]+\s*=\s*(["'])\{\{\s*([\w.]+)\s*\}\}\1/.exec(this.source.slice(start)) ?? [];
    return name === 'href' && value !== undefined && this.addresses.has(value);
  }

  private mayBeFilled({ name, start, end }: Attribute, { start: from, end: to, variable }: Braces): boolean {
    const [beforeValue] = /^[^\s=]+\s*=\s*["']/.exec(this.source.slice(start, end)) ?? [];
    const isInValue = beforeValue !== undefined && from >= start + beforeValue.length && to < end;
    return isInValue && variable !== null && (MAY_BE_FILLED.has(name) || this.isOurAddress(name, start));
  }

  private placeOfAttribute({ location }: Token.TagToken, name: string): { start: number; end: number } {
    const at = location?.attrs?.[name];
    return { start: at?.startOffset ?? 0, end: at?.endOffset ?? 0 };
  }

  private keep(name: string, attributes: readonly Attribute[], { start, end }: { start: number; end: number }): void {
    const style = attributes.find((attribute) => attribute.name === 'style');
    this.tags.push({
      name,
      attributes: new Map(attributes.map((attribute) => [attribute.name, attribute.value])),
      start,
      end,
      style: style === undefined ? null : { start: style.start, end: style.end },
    });
    if (this.tags.length === MOST_ELEMENTS + 1) {
      this.faults.push({ code: 'template-too-complex' });
    }
  }

  // As browsers do: what stands in these is text until their end tag.
  private enter(name: string): void {
    this.rawText = name === 'title' || name === 'style' ? name : null;
    if (this.tokenizer !== undefined && RAW_TEXT.has(name)) {
      this.tokenizer.state = name === 'title' ? TokenizerMode.RCDATA : TokenizerMode.RAWTEXT;
    }
  }

  private takeStyle(start: number, end: number): void {
    const css = this.source.slice(start, end);
    const last = this.styles.at(-1);
    if (last !== undefined && last.start + last.css.length === start) {
      last.css += css;
    } else {
      this.styles.push({ css, start });
    }
  }

  private refuseBraces(start: number, end: number): void {
    for (const each of this.bracesWithin(start, end)) {
      this.refuse('template-variable-misplaced', each.start);
    }
  }

  private bracesWithin(start: number, end: number): readonly Braces[] {
    return this.braces.filter((each) => each.start < end && each.end > start);
  }

  private refuse(code: FieldFaultCode, offset: number): void {
    this.faults.push(faultAt(code, placeOf(this.source, offset)));
  }
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function present<T>(location: T | null | undefined): T {
  if (location === null || location === undefined) {
    throw new Error('The tokenizer was not asked for locations.');
  }
  return location;
}
