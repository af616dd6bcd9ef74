import { Injectable } from '@nestjs/common';
import { HOURS, SECONDS } from '../../platform/clock/clock';
import { type Locale, LOCALES, negotiateLocale } from '../../platform/i18n';
import { type Exchange, textIn } from './exchange';
import { PageCookies } from './page-cookies';

const KEPT_FOR_IN_SECONDS = (180 * 24 * HOURS) / SECONDS;

/** The language somebody reads the pages in: the one they chose (`?lang=ja`), or of those that their browser asks for. */
@Injectable()
export class PageLanguage {
  constructor(private readonly cookies: PageCookies) {}

  /** A language that is chosen here is remembered. `fallback`: the site's own. */
  of(exchange: Exchange, fallback?: Locale): Locale {
    const { request } = exchange;
    const chosen = knownLocale(textIn(request.query, 'lang')) ?? knownLocale(textIn(request.body, 'lang'));
    if (chosen !== undefined) {
      this.cookies.set(exchange, 'lang', chosen, { lifeInSeconds: KEPT_FOR_IN_SECONDS });
      return chosen;
    }
    const remembered = knownLocale(this.cookies.get(request, 'lang') ?? '');
    return remembered ?? negotiateLocale(request.headers['accept-language'], fallback);
  }
}

const knownLocale = (text: string): Locale | undefined => LOCALES.find((locale) => locale === text);
