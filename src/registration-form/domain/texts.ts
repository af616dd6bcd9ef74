import { checkLine, checkLines } from '../../identity';
import { type Locale, LOCALES } from '../../platform/i18n/locale';
import { type Checked } from '../../platform/problem/field-fault';
import { type Findings, type Path } from '../../platform/problem/findings';

/** A text in the languages somebody has written it in. */
export type Texts = Readonly<Partial<Record<Locale, string>>>;

/** A text in every language. */
export type AllTexts = Readonly<Record<Locale, string>>;

/** For whom a text is: the reader's language, and the site's own for where it is missing in that. */
export interface Reader {
  readonly locale: Locale;
  readonly siteLocale: Locale;
}

/** The text in the reader's language, or in the site's, or in any; null when there is none at all. */
export function textFor({ locale, siteLocale }: Reader, texts: Texts): string | null {
  return [locale, siteLocale, ...LOCALES].map((each) => texts[each]).find((text) => text !== undefined) ?? null;
}

export interface TextsRule {
  readonly check: (raw: string) => Checked<string>;
  /** In one language at least. */
  readonly required?: boolean;
}

/** A title or label: one line. */
export const LABEL: TextsRule = { check: (raw) => checkLine(raw, { minimum: 1, maximum: 200 }) };
export const DESCRIPTION: TextsRule = { check: (raw) => checkLines(raw, { minimum: 1, maximum: 1000 }) };

/** Texts by language, each tidied and within its limits. */
export function readTexts(findings: Findings, path: Path, value: unknown, { check, required = false }: TextsRule): Texts {
  if (value === undefined && !required) {
    return {};
  }
  const sent = findings.object(path, value, LOCALES);
  if (sent === undefined) {
    return {};
  }
  const given = LOCALES.filter((locale) => sent[locale] !== undefined);
  if (given.length === 0 && required) {
    findings.add(path, 'required');
  }
  const texts = given.map((locale) => {
    const raw = findings.text([...path, locale], sent[locale]);
    return [locale, raw === undefined ? undefined : findings.take([...path, locale], check(raw))] as const;
  });
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}
