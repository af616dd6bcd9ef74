import { type Locale } from '../../platform/i18n';
import { type Page } from '../shared/page';
import { type Message } from '../shared/page';
import { PAGE_TEXTS } from '../texts';

export function unsubscribePage({ siteName, token }: { siteName: string; token: string }, locale: Locale): Page {
  const { title, text, button } = PAGE_TEXTS[locale].staff.unsubscribe.ask;
  const form = { action: '/staff-notifications/unsubscribe', token, button };
  return messagePage(locale, 200, title, { paragraphs: [text(siteName)], form });
}

export function unsubscribedPage({ siteName }: { siteName: string }, locale: Locale): Page {
  const { title, text } = PAGE_TEXTS[locale].staff.unsubscribe.done;
  return messagePage(locale, 200, title, { paragraphs: [text(siteName)] });
}

export function unsubscribeUnknownPage(status: number, locale: Locale): Page {
  const { title, text } = PAGE_TEXTS[locale].staff.unsubscribe.unknown;
  return messagePage(locale, status, title, { paragraphs: [text] });
}

function messagePage(locale: Locale, status: number, title: string, model: Message): Page {
  return { view: 'message', status, site: null, locale, title, model };
}
