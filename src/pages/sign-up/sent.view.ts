import { type Locale } from '../../platform/i18n';
import { type Page } from '../shared/page';
import { stepsAt } from '../shared/steps';
import { PAGE_TEXTS } from '../texts';
import { type SignUpEntrance } from './sign-up-entrance';

/** The third step: the mail. The same whether or not the address was known. */
export function sentPage({ site, path }: SignUpEntrance, locale: Locale, said: { email: string; isResent: boolean }): Page {
  const { title, text, resent, ...words } = PAGE_TEXTS[locale].sent;
  return {
    view: 'sent',
    status: 200,
    site,
    locale,
    title,
    model: { ...words, steps: stepsAt(3, locale), path, text: text(said.email), resent: said.isResent ? resent : null },
  };
}
