import { type Locale } from '../../platform/i18n';
import { type PageTexts } from './page-texts';
import { PAGE_TEXTS_EN } from './page-texts.en';
import { PAGE_TEXTS_JA } from './page-texts.ja';

export { type PageTexts, type Words } from './page-texts';

export const PAGE_TEXTS: Readonly<Record<Locale, PageTexts>> = { en: PAGE_TEXTS_EN, ja: PAGE_TEXTS_JA };
