import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ResendToAddress } from '../../activation';
import { PublicPage } from '../../platform/access/public-page.decorator';
import { DomainError } from '../../platform/problem/domain-error';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { type Exchange, InExchange, textIn } from '../shared/exchange';
import { OwnFormsOnly } from '../shared/own-form.guard';
import { OwnForms } from '../shared/own-forms';
import { PageLanguage } from '../shared/page-language';
import { PageRenderer } from '../shared/page-renderer';
import { SendApplication } from './send-application';
import { SentMail } from './sent-mail';
import { type SignUpAddress, type SignUpEntrance, SignUpEntrances } from './sign-up-entrance';
import { SignUpPages } from './sign-up-pages';
import { sentPage } from './sent.view';
import { UnsentApplications } from './unsent-application';

// The largest answers that the rules accept, as a form writes them: up to nine bytes for three.
const LARGEST_FORM = { isEmbeddable: true, bodyLimitInBytes: 256 * 1024 };
const EMBEDDABLE = { isEmbeddable: true };

/** Applying in a browser: the form, what was typed to be confirmed, and where the mail went. By a site's own address or a sign-up URL. */
@ApiExcludeController()
@Controller(['s/:site/sign-up', 'r/:key'])
export class SignUpController {
  constructor(
    private readonly entrances: SignUpEntrances,
    private readonly signUpPages: SignUpPages,
    private readonly unsent: UnsentApplications,
    private readonly sendApplication: SendApplication,
    private readonly sentMail: SentMail,
    private readonly resendToAddress: ResendToAddress,
    private readonly forms: OwnForms,
    private readonly language: PageLanguage,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @LimitedPerClient('look-at-link')
  @PublicPage(EMBEDDABLE)
  async show(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const entrance = await this.entrances.find(exchange.request, address);
    await this.pages.send(exchange, await this.signUpPages.empty(exchange, entrance));
  }

  @Post()
  @LimitedPerClient('preview')
  @OwnFormsOnly()
  @PublicPage(LARGEST_FORM)
  async check(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const entrance = await this.entrances.find(exchange.request, address);
    await this.pages.send(exchange, await this.signUpPages.checked(exchange, entrance));
  }

  /** Back from the confirmation, or the form in another language: nothing of it is lost, and nothing checked. */
  @Post('edit')
  @LimitedPerClient('preview')
  @OwnFormsOnly()
  @PublicPage(LARGEST_FORM)
  async edit(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const entrance = await this.entrances.find(exchange.request, address);
    await this.pages.send(exchange, await this.signUpPages.filled(exchange, entrance));
  }

  @Post('apply')
  @LimitedPerClient('apply')
  @OwnFormsOnly()
  @PublicPage(LARGEST_FORM)
  async apply(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const entrance = await this.entrances.find(request, address);
    const unsent = this.unsent.open(entrance, textIn(request.body, 'sealed'), this.forms.secretFor(exchange));
    if (unsent === null) {
      throw new DomainError('cross-site-request', 'This was not confirmed in this browser. Open the page again.');
    }
    if (unsent.isExpired) {
      await this.pages.send(exchange, await this.signUpPages.tooLate(exchange, entrance, unsent.submission));
      return;
    }
    try {
      await this.sendApplication.execute(exchange, entrance, unsent, this.language.of(exchange, entrance.site.locale));
    } catch (error) {
      await this.pages.send(exchange, await this.signUpPages.refused(exchange, entrance, unsent.submission, error));
      return;
    }
    await this.pages.redirect(exchange, `${entrance.path}/sent`);
  }

  @Get('sent')
  @LimitedPerClient('look-at-link')
  @PublicPage(EMBEDDABLE)
  async sent(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const entrance = await this.entrances.find(exchange.request, address);
    const email = this.sentMail.find(exchange, entrance);
    if (email === null) {
      await this.pages.redirect(exchange, entrance.path);
      return;
    }
    const isResent = textIn(exchange.request.query, 'resent') !== '';
    await this.pages.send(exchange, sentPage(entrance, this.localeFor(exchange, entrance), { email, isResent }));
  }

  @Post('resend')
  @LimitedPerClient('resend')
  @OwnFormsOnly()
  @PublicPage(EMBEDDABLE)
  async resend(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const entrance = await this.entrances.find(request, address);
    const email = this.sentMail.find(exchange, entrance);
    if (email === null) {
      await this.pages.redirect(exchange, entrance.path);
      return;
    }
    await this.resendToAddress.execute({ site: entrance.site.slug, email, requestId: request.id });
    await this.pages.redirect(exchange, `${entrance.path}/sent?resent=1`);
  }

  /** Who asks for the address that a form was sent to begins anew. */
  @Get(['edit', 'apply', 'resend'])
  @LimitedPerClient('look-at-link')
  @PublicPage(EMBEDDABLE)
  async restart(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const { path } = await this.entrances.find(exchange.request, address);
    await this.pages.redirect(exchange, path);
  }

  private localeFor(exchange: Exchange, { site }: SignUpEntrance): ReturnType<PageLanguage['of']> {
    return this.language.of(exchange, site.locale);
  }
}
