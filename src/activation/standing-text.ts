import { type Locale } from '../platform/i18n';
import { type StandingWording } from './domain/standing';
import { type StandingText, type StandingTexts } from './standing-texts';
import { STANDING_TEXTS_EN } from './standing-texts.en';
import { STANDING_TEXTS_JA } from './standing-texts.ja';

const TEXTS: Readonly<Record<Locale, StandingTexts>> = { en: STANDING_TEXTS_EN, ja: STANDING_TEXTS_JA };

/** Where an application stands, in the applicant's language. */
export function standingText(wording: StandingWording, locale: Locale, siteName: string): StandingText {
  const { title, text, next } = TEXTS[locale][wording];
  const filled = (words: string): string => words.replaceAll('{siteName}', () => siteName);
  return { title: filled(title), text: filled(text), next: filled(next) };
}
