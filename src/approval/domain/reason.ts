import { type Locale, LOCALES } from '../../platform/i18n/locale';

/** A text in the languages somebody has written it in. */
export type Texts = Readonly<Partial<Record<Locale, string>>>;

/** Why an application is declined: in the reviewer's own words, or one of the site's catalogue, as it was when the reviewer chose it. */
export type Reason = { readonly key: null; readonly text: string } | { readonly key: string; readonly texts: Texts };

/** The reason as a reader of that language is told; where that is missing in the site's, or in any. */
export function reasonText(reason: Reason | null, locale: string, siteLocale: Locale): string | null {
  if (reason === null) {
    return null;
  }
  if (reason.key === null) {
    return reason.text;
  }
  const { texts } = reason;
  const wanted = LOCALES.filter((each) => each === locale);
  return [...wanted, siteLocale, ...LOCALES].map((each) => texts[each]).find((text) => text !== undefined) ?? null;
}
