import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { policyOfPage } from '../../platform/http/content-security-policy';
import { type PageConfig } from '../../platform/http/page-config';
import { type Locale, LOCALES } from '../../platform/i18n';
import { PAGE_TEXTS } from '../texts';
import { Assets } from './assets';
import { type Exchange, isInFrame } from './exchange';
import { OwnForms } from './own-forms';
import { type Page } from './page';

/** Draws pages on the server; they work without scripts, but for a challenge. */
@Injectable()
export class PageRenderer {
  /** What stands before every path, where the service is reached below one. */
  readonly basePath: string;
  private readonly isHttps: boolean;

  constructor(
    config: Config,
    private readonly assets: Assets,
    private readonly forms: OwnForms,
  ) {
    const { pathname, protocol } = new URL(config.http.publicBaseUrl);
    this.basePath = pathname.replace(/\/$/, '');
    this.isHttps = protocol === 'https:';
  }

  /** Sends the page. It is about one person, so nobody keeps it unless it is blank, and its address (with a token) goes nowhere else. */
  async send(exchange: Exchange, page: Page): Promise<void> {
    const { reply } = exchange;
    const html = await reply.viewAsync(`${page.view}.hbs`, { ...page.model, ...this.frameOf(exchange, page) });
    const { isEmbeddable = false } = exchange.request.routeOptions.config as PageConfig;
    const framedBy = isEmbeddable ? (page.site?.framedBy ?? []) : [];
    if (framedBy.length > 0) {
      void reply.removeHeader('x-frame-options');
    }
    if (page.retryAfterInSeconds !== undefined) {
      void reply.header('retry-after', page.retryAfterInSeconds);
    }
    void reply.status(page.status).headers(this.headersOf(page, framedBy));
    // The plugin has not come to a request that came to no route.
    if ((reply.compress as unknown) === null) {
      void reply.send(html);
    } else {
      reply.compress(html);
    }
  }

  private headersOf({ locale, usesScript, challenge, isBlank }: Page, framedBy: readonly string[]): Record<string, string> {
    return {
      'content-type': 'text/html; charset=utf-8',
      'content-language': locale,
      'content-security-policy': policyOfPage({ isHttps: this.isHttps, framedBy, usesScript: usesScript === true, challenge }),
      'cache-control': isBlank === true ? 'private, no-cache' : 'no-store',
      'referrer-policy': 'no-referrer',
    };
  }

  /** Sends the browser to another page of ours; what it sent is not sent again when that one is reloaded. */
  async redirect({ reply }: Exchange, path: string): Promise<void> {
    await reply.header('cache-control', 'no-store').redirect(this.basePath + path, 303);
  }

  private frameOf(exchange: Exchange, page: Page): object {
    const { basePath } = this;
    const { frame } = PAGE_TEXTS[page.locale];
    return {
      basePath,
      frame,
      site: page.site,
      lang: page.locale,
      title: page.title,
      documentTitle: documentTitleOf(page),
      csrf: hasForm(page) ? this.forms.tokenFor(exchange) : null,
      stylesheet: basePath + this.assets.stylesheet,
      script: page.usesScript === true ? basePath + this.assets.script : null,
      challengeScript: page.challenge === 'proof-of-work' ? basePath + this.assets.challengeScript : null,
      // A link would lose what is in the form. Below the form: a browser takes the first button for what Enter means.
      languageForm: page.languageForm,
      languages: languageLinks(exchange, page),
      // Most sites let nobody frame them, and what was typed would be left behind.
      isFramed: isInFrame(exchange.request),
      hasLinks: Object.values(page.site?.links ?? {}).some((link) => link !== null),
    };
  }
}

function documentTitleOf({ title, site, locale, hasErrors }: Page): string {
  const prefix = hasErrors === true ? PAGE_TEXTS[locale].frame.errorPrefix : '';
  return prefix + (site === null || title.includes(site.name) ? title : `${title} – ${site.name}`);
}

// A page that came of a form has no address of its own, so no link leads to it in another language.
function languageLinks(exchange: Exchange, page: Page): object[] {
  if (!isAskedFor(exchange) && page.languageForm === undefined) {
    return [];
  }
  return LOCALES.map((locale) => ({
    locale,
    name: PAGE_TEXTS[locale].frame.languageName,
    isCurrent: locale === page.locale,
    href: inLanguage(exchange.request.url, locale),
  }));
}

function inLanguage(url: string, locale: Locale): string {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  query.set('lang', locale);
  return `?${query.toString()}`;
}

// Who is told something alone gets no cookie.
const hasForm = ({ view, model }: Page): boolean => view !== 'status' && (view !== 'message' || 'form' in model);

const isAskedFor = ({ request: { method } }: Exchange): boolean => method === 'GET' || method === 'HEAD';
