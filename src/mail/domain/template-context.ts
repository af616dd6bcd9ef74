import { type Locale } from '../../platform/i18n/locale';
import { type MailParam, type MailParams } from './mail-templates';
import { linkLifeInWords, momentInWords } from './words';

export interface Reading {
  readonly locale: Locale;
  /** IANA name; what moments are told in. */
  readonly timeZone: string;
}

/** What a template sees: words in the reader's language, each value one line of text. */
export type TemplateContext = Readonly<Record<string, MailParam>>;

/**
 * Puts what a cause has handed in into words. Values come from people: each is
 * folded into one line, so that nobody writes lines, or headers, of ours.
 */
export function contextOf({ linkLifeInHours, ...params }: MailParams, reading: Reading): TemplateContext {
  const words = Object.entries(params).map(([name, value]) => [name, inWords(name, value, reading)] as const);
  const life = typeof linkLifeInHours === 'string' ? { linkLife: linkLifeInWords(Number(linkLifeInHours), reading.locale) } : {};
  return { ...Object.fromEntries(words), ...life };
}

/** `text` in one line: without line breaks, other control characters, and what turns the direction of writing round. */
export function inOneLine(text: string): string {
  return text.toWellFormed().replace(TURNING_ROUND, '').replace(NOT_OF_ONE_LINE, ' ').trim();
}

const NOT_OF_ONE_LINE = /[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}]+/gu;
const TURNING_ROUND = /[\u202a-\u202e\u2066-\u2069]/g;

function inWords(name: string, value: MailParam, reading: Reading): MailParam {
  if (typeof value === 'string') {
    return textInWords(name, value, reading);
  }
  return isList(value)
    ? value.map((item) => mapped(item, (key, text) => textInWords(key, text, reading)))
    : mapped(value, (_, text) => inOneLine(text));
}

function textInWords(name: string, value: string, { locale, timeZone }: Reading): string {
  const text = inOneLine(value);
  return name.endsWith('At') && text !== '' ? momentInWords(text, locale, timeZone) : text;
}

function mapped(values: Readonly<Record<string, string>>, map: (key: string, text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, map(key, text)]));
}

function isList(value: MailParam): value is readonly Readonly<Record<string, string>>[] {
  return Array.isArray(value);
}
