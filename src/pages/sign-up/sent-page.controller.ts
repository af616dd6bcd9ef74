import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ResendToAddress } from '../../activation';
import { PublicPage } from '../../platform/access/public-page.decorator';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { type Exchange, InExchange, isInFrame, textIn } from '../shared/exchange';
import { OwnFormsOnly } from '../shared/own-form.guard';
import { PageLanguage } from '../shared/page-language';
import { PageRenderer } from '../shared/page-renderer';
import { SentMail } from './sent-mail';
import { sentPage } from './sent.view';
import { type SignUpAddress, type SignUpEntrance, SignUpEntrances } from './sign-up-entrance';

const EMBEDDABLE = { isEmbeddable: true };

interface SentAddress extends SignUpAddress {
  readonly visit: string;
}

/** Where the mail went, and another one. Each tab has its own such page. */
@ApiExcludeController()
@Controller(['s/:site/sign-up/sent/:visit', 'r/:key/sent/:visit'])
export class SentPageController {
  constructor(
    private readonly entrances: SignUpEntrances,
    private readonly sentMail: SentMail,
    private readonly resendToAddress: ResendToAddress,
    private readonly language: PageLanguage,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @LimitedPerClient('look-at-link')
  @PublicPage(EMBEDDABLE)
  async show(@Param() address: SentAddress, @InExchange() exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const sent = await this.sentOrRestarted(address, exchange);
    if (sent === null) {
      return;
    }
    const { entrance, email } = sent;
    const locale = this.language.of(exchange, entrance.site.locale);
    const isResent = textIn(request.query, 'resent') !== '';
    const said = { email, isResent, sentPath: sentPath(entrance, address.visit), isFramed: isInFrame(request) };
    await this.pages.send(exchange, sentPage(entrance, locale, said));
  }

  @Post('resend')
  @LimitedPerClient('resend')
  @OwnFormsOnly()
  @PublicPage(EMBEDDABLE)
  async resend(@Param() address: SentAddress, @InExchange() exchange: Exchange): Promise<void> {
    const sent = await this.sentOrRestarted(address, exchange);
    if (sent === null) {
      return;
    }
    const { entrance, email } = sent;
    await this.resendToAddress.execute({ site: entrance.site.slug, email, requestId: exchange.request.id });
    await this.pages.redirect(exchange, `${sentPath(entrance, address.visit)}?resent=1`);
  }

  /** Who asks for the address that the form was sent to sees its page. */
  @Get('resend')
  @LimitedPerClient('look-at-link')
  @PublicPage(EMBEDDABLE)
  async restart(@Param() address: SentAddress, @InExchange() exchange: Exchange): Promise<void> {
    await this.pages.redirect(exchange, sentPath(await this.entrances.find(exchange.request, address), address.visit));
  }

  /** Where the mail of the visit went. Null where this browser does not know of it: then it has been sent to the form. */
  private async sentOrRestarted(
    address: SentAddress,
    exchange: Exchange,
  ): Promise<{ readonly entrance: SignUpEntrance; readonly email: string } | null> {
    const entrance = await this.entrances.find(exchange.request, address);
    const email = this.sentMail.find(exchange, entrance, address.visit);
    if (email === null) {
      await this.pages.redirect(exchange, entrance.path);
      return null;
    }
    return { entrance, email };
  }
}

/** The page that tells where the mail of that visit went. */
export function sentPath({ path }: SignUpEntrance, visit: string): string {
  return `${path}/sent/${encodeURIComponent(visit)}`;
}
