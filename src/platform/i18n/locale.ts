/** The languages people are spoken to in. The first is the one everybody falls back to. */
export const LOCALES = ['en', 'ja'] as const;

export type Locale = (typeof LOCALES)[number];

interface LanguageRange {
  readonly range: string;
  readonly quality: number;
}

// Browsers send fewer than ten. What comes after is not read, so that a hostile header costs nothing.
const LONGEST_HEADER = 1000;

const QUALITY = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i; // RFC 9110, 12.4.2
const LANGUAGE_RANGE = /^(?:[a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)$/i; // RFC 4647, 2.1

/**
 * The language to answer in: the first one we have, in the order of the
 * reader's wishes (`Accept-Language`, RFC 9110, 12.5.4; lookup of RFC 4647,
 * 3.4: "ja-JP" is served by "ja"). What cannot be read is passed over.
 */
export function negotiateLocale(acceptLanguage: string | undefined, fallback: Locale = 'en'): Locale {
  const wishes = parseAcceptLanguage(acceptLanguage ?? '');
  const unwanted = new Set(wishes.filter(({ quality }) => quality === 0).map(({ range }) => range));
  const offered = [fallback, ...LOCALES].filter((locale) => !unwanted.has(locale));
  for (const { range } of wishes.filter(({ quality }) => quality > 0)) {
    const found = range === '*' ? offered[0] : lookUp(range, offered);
    if (found !== undefined) {
      return found;
    }
  }
  return offered[0] ?? fallback;
}

/** Best first; equals in the order they were written. */
function parseAcceptLanguage(header: string): readonly LanguageRange[] {
  return header
    .slice(0, LONGEST_HEADER)
    .split(',')
    .flatMap(parseLanguageRange)
    .sort((one, other) => other.quality - one.quality);
}

function parseLanguageRange(text: string): readonly LanguageRange[] {
  const [range = '', weight = 'q=1', ...rest] = text.split(';').map((part) => part.trim());
  const quality = QUALITY.exec(weight)?.[1];
  return LANGUAGE_RANGE.test(range) && quality !== undefined && rest.length === 0
    ? [{ range: range.toLowerCase(), quality: Number(quality) }]
    : [];
}

/** Drops the last subtag, and a single letter before it, until a language fits. */
function lookUp(range: string, offered: readonly Locale[]): Locale | undefined {
  const subtags = range.split('-');
  while (subtags.length > 0) {
    const found = offered.find((locale) => locale === subtags.join('-'));
    if (found !== undefined) {
      return found;
    }
    subtags.pop();
    if (subtags.at(-1)?.length === 1) {
      subtags.pop();
    }
  }
  return undefined;
}
