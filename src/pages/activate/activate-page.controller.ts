import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ActivateApplication, DisownApplication, type Disowning, LookAtLink, ResendByLink } from '../../activation';
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

/** What came of the form: the page of the link finds the rest by itself. */
type Said = 'confirmed' | 'required' | 'wrong' | '';

const PROOFS: ReadonlySet<string> = new Set(['activation-proof-required', 'activation-proof-wrong']);
const DISOWNED: readonly Disowning[] = ['deleted', 'nothing_waiting'];

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
    const said = textIn(query, 'said');
    const page =
      seen.state === 'used'
        ? confirmedPage(link, { outcome: said === 'confirmed' ? 'activated' : 'already_activated', status: seen.status })
        : this.askPage(exchange, link, said);
    await this.pages.send(exchange, page);
  }

  /** Whatever comes of it, the page of the link says so: that one can be reloaded and come back to. */
  @Post()
  @LimitedPerClient('activate')
  @MailedLinkForms()
  @PublicPage()
  async confirm(@Body() { token, password }: ActivatePageRequest, @InExchange() exchange: Exchange): Promise<void> {
    const { request } = exchange;
    await this.linkIn(exchange, token);
    // A form sends an empty field for what was not typed.
    const typed = password === '' ? undefined : password;
    const said = await this.attempt({ token, password: typed, ticket: ticketOf(request), requestId: request.id });
    await this.pages.redirect(exchange, pathOf('/activate', token, said));
  }

  /** Asks once more before the application is deleted. Looks at nothing before: also an expired link can be disowned. */
  @Get('disown')
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async askWhetherToDisown(@Query() query: unknown, @InExchange() exchange: Exchange): Promise<void> {
    const link = await this.linkIn(exchange, textIn(query, 'token'));
    const said = DISOWNED.find((outcome) => outcome === textIn(query, 'said'));
    // An address can be made up: that nothing waits any more is said only where that is so.
    const isOver = said !== undefined && (await this.isOver(link.token));
    await this.pages.send(exchange, isOver ? disownedPage(link, said) : disownPage(link));
  }

  @Post('disown')
  @LimitedPerClient('activate')
  @MailedLinkForms()
  @PublicPage()
  async disown(@Body() { token }: LinkPageRequest, @InExchange() exchange: Exchange): Promise<void> {
    await this.linkIn(exchange, token);
    const outcome = await this.disownApplication.execute(token, exchange.request.id);
    await this.pages.redirect(exchange, pathOf('/activate/disown', token, outcome));
  }

  @Post('resend')
  @LimitedPerClient('resend')
  @MailedLinkForms()
  @PublicPage()
  async resend(@Body() { token }: LinkPageRequest, @InExchange() exchange: Exchange): Promise<void> {
    await this.linkIn(exchange, token);
    await this.resendByLink.execute(token, exchange.request.id);
    await this.pages.redirect(exchange, pathOf('/activate/resend', token));
  }

  @Get('resend')
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async showResent(@Query() query: unknown, @InExchange() exchange: Exchange): Promise<void> {
    await this.pages.send(exchange, resentPage(await this.linkIn(exchange, textIn(query, 'token'))));
  }

  /** What the page of the link is to say of it. */
  private async attempt(attempt: Parameters<ActivateApplication['execute']>[0]): Promise<Said> {
    try {
      const { outcome } = await this.activateApplication.execute(attempt);
      return outcome === 'activated' ? 'confirmed' : '';
    } catch (error) {
      if (error instanceof DomainError && PROOFS.has(error.code)) {
        // Who has typed nothing came with the cookie of another application.
        return attempt.password === undefined ? 'required' : 'wrong';
      }
      if (error instanceof DomainError && error.code === 'activation-link-expired') {
        return '';
      }
      throw error;
    }
  }

  private askPage(exchange: Exchange, link: LinkInHand, said: string): Page {
    if (said === 'required' || said === 'wrong') {
      return activatePage(link, said, PROBLEMS['activation-proof-wrong'].status);
    }
    return activatePage(link, ticketOf(exchange.request) === undefined ? 'asked' : 'not-asked');
  }

  private async isOver(token: string): Promise<boolean> {
    try {
      return (await this.lookAtLink.execute(token)).status === 'not_approved';
    } catch (error) {
      if (error instanceof DomainError && error.code.startsWith('activation-link-')) {
        return error.code === 'activation-link-unknown';
      }
      throw error;
    }
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

/** The page of a link, which is to say what came of a form. */
function pathOf(path: string, token: string, said = ''): string {
  return `${path}?${new URLSearchParams({ token, ...(said !== '' && { said }) }).toString()}`;
}
