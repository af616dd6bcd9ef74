import { LOCALES } from '../../platform/i18n/locale';
import { type FieldError, pointerTo, ValidationFailed } from '../../platform/problem/validation-failed';
import { type Texts } from './reason';

/** A reason of the site's catalogue: reviewers choose it by its key, applicants read its text. */
export interface DeclineReason {
  readonly key: string;
  readonly text: Texts;
}

export const MOST_REASONS = 50;
export const LONGEST_REASON = 1000;
export const LONGEST_REASON_KEY = 40;

/** The catalogue that was sent: every key once, and every text in one language at least. Throws {@link ValidationFailed}. */
export function readCatalogue(sent: readonly DeclineReason[]): readonly DeclineReason[] {
  // Only what is known: a text may come with members that every object has, such as `toString`.
  const reasons = sent.map(({ key, text }) => ({ key, text: inOurLanguages(text) }));
  ensureUsable(reasons);
  return reasons;
}

function inOurLanguages(text: Texts): Texts {
  return Object.fromEntries(LOCALES.filter((locale) => text[locale] !== undefined).map((locale) => [locale, text[locale]]));
}

function ensureUsable(reasons: readonly DeclineReason[]): void {
  const errors = reasons.flatMap(({ key, text }, i): FieldError[] => {
    const isRepeated = reasons.findIndex((other) => other.key === key) < i;
    const isBlank = LOCALES.every((locale) => text[locale] === undefined);
    return [
      ...(isRepeated ? [{ pointer: pointerTo(['reasons', String(i), 'key']), fault: { code: 'duplicate' } as const }] : []),
      ...(isBlank ? [{ pointer: pointerTo(['reasons', String(i), 'text']), fault: { code: 'required' } as const }] : []),
    ];
  });
  if (errors.length > 0) {
    throw new ValidationFailed(errors);
  }
}

export function isSameCatalogue(one: readonly DeclineReason[], other: readonly DeclineReason[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ key, text }, i) => {
      const twin = other[i];
      return twin?.key === key && LOCALES.every((locale) => twin.text[locale] === text[locale]);
    })
  );
}
