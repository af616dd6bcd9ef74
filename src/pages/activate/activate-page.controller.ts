import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ActivateApplication, DisownApplication, LookAtLink, ResendByLink } from '../../activation';
import { PublicPage } from '../../platform/access/public-page.decorator';
import { ticketOf } from '../../platform/http/ticket-cookie';
import { DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { type Exchange, InExchange, textIn } from '../shared/exchange';
import { MailedLinkForms } from '../shared/own-form.guard';
import { type Page } from '../shared/page';
import { PageLanguage } from '../shared/page-language';
import { PageRenderer } from '../shared/page-renderer';
import { PageSites } from '../shared/page-site';
import { ActivatePageRequest, LinkPageRequest } from './activate-page.request';
import {
  activatePage,
  confirmedPage,
  disownedPage,
  disownPage,
  expiredPage,
  type LinkInHand,
  resentPage,
} from './activate-page.view';

/** The page behind the mailed link: one button. Opening it changes nothing; pressing the button confirms. */
@ApiExcludeController()
@Controller('activate')
export class ActivatePageController {
  constructor(
    private readonly lookAtLink: LookAtLink,
    private readonly activateApplication: ActivateApplication,
    private readonly disownApplication: DisownApplication,
    private readonly resendByLink: ResendByLink,
    private readonly sites: PageSites,
    private readonly language: PageLanguage,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async show(@Query() query: unknown, @InExchange() exchange: Exchange): Promise<void> {
    const link = await this.linkIn(exchange, textIn(query, 'token'));
    const seen = await orExpired(link, () => this.lookAtLink.execute(link.token));
    if ('view' in seen) {
      await this.pages.send(exchange, seen);
      return;
    }
    const page =
      seen.state === 'used'
        ? confirmedPage(link, { outcome: 'already_activated', status: seen.status })
        : activatePage(link, ticketOf(exchange.request) === undefined ? 'asked' : 'not-asked');
    await this.pages.send(exchange, page);
  }

  @Post()
  @LimitedPerClient('activate')
  @MailedLinkForms()
  @PublicPage()
  async confirm(@Body() { token, password }: ActivatePageRequest, @InExchange() exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const link = await this.linkIn(exchange, token);
    // A form sends an empty field for what was not typed.
    const typed = password === '' ? undefined : password;
    const attempt = { token, password: typed, ticket: ticketOf(request), requestId: request.id };
    const done = await orAskAgain(link, typed, () => orExpired(link, () => this.activateApplication.execute(attempt)));
    await this.pages.send(exchange, 'view' in done ? done : confirmedPage(link, done));
  }

  /** Asks once more before the application is deleted. Looks at nothing: also an expired link can be disowned. */
  @Get('disown')
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async askWhetherToDisown(@Query() query: unknown, @InExchange() exchange: Exchange): Promise<void> {
    await this.pages.send(exchange, disownPage(await this.linkIn(exchange, textIn(query, 'token'))));
  }

  @Post('disown')
  @LimitedPerClient('activate')
  @MailedLinkForms()
  @PublicPage()
  async disown(@Body() { token }: LinkPageRequest, @InExchange() exchange: Exchange): Promise<void> {
    const link = await this.linkIn(exchange, token);
    const outcome = await this.disownApplication.execute(token, exchange.request.id);
    await this.pages.send(exchange, disownedPage(link, outcome));
  }

  @Post('resend')
  @HttpCode(202)
  @LimitedPerClient('resend')
  @MailedLinkForms()
  @PublicPage()
  async resend(@Body() { token }: LinkPageRequest, @InExchange() exchange: Exchange): Promise<void> {
    const link = await this.linkIn(exchange, token);
    await this.resendByLink.execute(token, exchange.request.id);
    await this.pages.send(exchange, resentPage(link));
  }

  private async linkIn(exchange: Exchange, token: string): Promise<LinkInHand> {
    const siteId = this.lookAtLink.siteIdOf(token);
    const site = siteId === null ? null : await this.sites.byId(exchange.request, siteId);
    return { token, site, locale: this.language.of(exchange, site?.locale) };
  }
}

/** What `work` makes, or the page of an expired link. */
async function orExpired<T>(link: LinkInHand, work: () => Promise<T>): Promise<T | Page> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'activation-link-expired') {
      return expiredPage(link, PROBLEMS[error.code].status);
    }
    throw error;
  }
}

/** What `work` makes, or the same page again when the proof was missing or wrong. The link still works. */
async function orAskAgain<T>(link: LinkInHand, typed: string | undefined, work: () => Promise<T>): Promise<T | Page> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'activation-proof-required' || error.code === 'activation-proof-wrong')) {
      // Who has typed nothing came with the cookie of another application.
      return activatePage(link, typed === undefined ? 'required' : 'wrong', PROBLEMS[error.code].status);
    }
    throw error;
  }
}
