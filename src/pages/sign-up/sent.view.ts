import { type Locale } from '../../platform/i18n';
import { type Page } from '../shared/page';
import { stepsAt } from '../shared/steps';
import { PAGE_TEXTS } from '../texts';
import { type SignUpEntrance } from './sign-up-entrance';

/** What the page tells of a mail. */
interface Said {
  readonly email: string;
  readonly isResent: boolean;
  /** Of this page, beginning with a slash. */
  readonly sentPath: string;
  /** Where an application stands is told outside of frames. */
  readonly isFramed: boolean;
}

/** The third step: the mail. The same whether or not the address was known. */
export function sentPage({ site, path }: SignUpEntrance, locale: Locale, { email, isResent, sentPath, isFramed }: Said): Page {
  const { title, text, resent, status, ...words } = PAGE_TEXTS[locale].sent;
  return {
    view: 'sent',
    status: 200,
    site,
    locale,
    title,
    model: {
      ...words,
      steps: stepsAt(3, locale),
      path,
      sentPath,
      text: text(email),
      resent: isResent ? resent : null,
      status: isFramed ? null : status,
    },
  };
}
