import { standingText, type TicketView } from '../../activation';
import { type Locale } from '../../platform/i18n';
import { type Page } from '../shared/page';
import { type PageSite } from '../shared/page-site';
import { PAGE_TEXTS } from '../texts';

/** Where an application stands, in words, and since when by the site's clock. */
export function statusPage(site: PageSite, locale: Locale, ticket: TicketView): Page {
  const { appliedAt, since, linkExpiresAt, timeZone } = PAGE_TEXTS[locale].status;
  const { title, text, next } = standingText(ticket.wording, locale, site.name);
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: site.timeZone });
  const row = (label: string, moment: Date): object => ({ label, iso: moment.toISOString(), shown: format.format(moment) });
  const rows = [
    row(appliedAt, ticket.appliedAt),
    ...(ticket.linkExpiresAt === null ? [row(since, ticket.since)] : [row(linkExpiresAt, ticket.linkExpiresAt)]),
  ];
  return {
    view: 'status',
    status: 200,
    site,
    locale,
    title,
    model: { text, next, rows, timeZone: timeZone(site.timeZone.replaceAll('_', ' ')) },
  };
}
