import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PublicPage } from '../../platform/access/public-page.decorator';
import { DomainError } from '../../platform/problem/domain-error';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { type Exchange, InExchange, textIn } from '../shared/exchange';
import { OwnFormsOnly } from '../shared/own-form.guard';
import { OwnForms } from '../shared/own-forms';
import { PageLanguage } from '../shared/page-language';
import { PageRenderer } from '../shared/page-renderer';
import { type Entries, UnsentEntries } from './entries';
import { KeptEntries } from './kept-entries';
import { NextPages } from './next-page';
import { SendApplication } from './send-application';
import { SentMail } from './sent-mail';
import { sentPath } from './sent-page.controller';
import { type SignUpAddress, type SignUpEntrance, SignUpEntrances } from './sign-up-entrance';
import { SignUpPages } from './sign-up-pages';

// The largest answers that the rules accept, as a form writes them: up to nine bytes for three.
const LARGEST_FORM = { isEmbeddable: true, bodyLimitInBytes: 256 * 1024 };
const EMBEDDABLE = { isEmbeddable: true };

/**
 * Applying in a browser: the form, and what was typed to be confirmed. By a site's own address or a sign-up URL.
 * Forms are answered by sending the browser on to a page of its own (ADR 34), so that it can be reloaded and come back to.
 */
@ApiExcludeController()
@Controller(['s/:site/sign-up', 'r/:key'])
export class SignUpController {
  constructor(
    private readonly entrances: SignUpEntrances,
    private readonly signUpPages: SignUpPages,
    private readonly nextPages: NextPages,
    private readonly unsent: UnsentEntries,
    private readonly kept: KeptEntries,
    private readonly sendApplication: SendApplication,
    private readonly sentMail: SentMail,
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
    await this.goOn(exchange, entrance, await this.nextPages.afterForm(exchange, entrance));
  }

  /** Back from the confirmation, or the form in another language: nothing of it is lost, and nothing checked. */
  @Post('edit')
  @LimitedPerClient('preview')
  @OwnFormsOnly()
  @PublicPage(LARGEST_FORM)
  async edit(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const entrance = await this.entrances.find(exchange.request, address);
    await this.goOn(exchange, entrance, await this.nextPages.backToForm(exchange, entrance));
  }

  /** The form or the confirmation, with what was typed; or, once that has been sent, where the mail went. */
  @Get('entries/:id')
  @LimitedPerClient('look-at-link')
  @PublicPage(EMBEDDABLE)
  async showEntries(@Param() address: SignUpAddress & { readonly id: string }, @InExchange() exchange: Exchange): Promise<void> {
    const entrance = await this.entrances.find(exchange.request, address);
    const sealed = this.kept.find(exchange);
    const entries = this.unsent.open(entrance, sealed, this.forms.secretFor(exchange));
    if (entries === null) {
      await this.pages.send(exchange, await this.signUpPages.notKept(exchange, entrance));
    } else if (this.sentMail.find(exchange, entrance, entries.visit) !== null) {
      this.kept.forget(exchange, entrance, address.id);
      await this.pages.redirect(exchange, sentPath(entrance, entries.visit));
    } else {
      await this.pages.send(exchange, await this.signUpPages.next(exchange, entrance, { entries, sealed }));
    }
  }

  @Post('apply')
  @LimitedPerClient('apply')
  @OwnFormsOnly()
  @PublicPage(LARGEST_FORM)
  async apply(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const entrance = await this.entrances.find(request, address);
    const sealed = textIn(request.body, 'sealed');
    const entries = this.unsent.open(entrance, sealed, this.forms.secretFor(exchange));
    if (entries === null) {
      throw new DomainError('cross-site-request', 'This was not confirmed in this browser. Open the page again.');
    }
    if (entries.isExpired) {
      await this.showNext(exchange, entrance, sealed);
      return;
    }
    try {
      await this.sendApplication.execute(exchange, entrance, entries, this.language.of(exchange, entrance.site.locale));
    } catch (error) {
      await this.goOn(exchange, entrance, this.nextPages.afterRefusal(entries, error));
      return;
    }
    await this.pages.redirect(exchange, sentPath(entrance, entries.visit));
  }

  /** Who asks for the address that a form was sent to begins anew. */
  @Get(['edit', 'apply'])
  @LimitedPerClient('look-at-link')
  @PublicPage(EMBEDDABLE)
  async restart(@Param() address: SignUpAddress, @InExchange() exchange: Exchange): Promise<void> {
    const { path } = await this.entrances.find(exchange.request, address);
    await this.pages.redirect(exchange, path);
  }

  private goOn(exchange: Exchange, entrance: SignUpEntrance, entries: Entries): Promise<void> {
    return this.showNext(exchange, entrance, this.unsent.seal(entrance, entries, this.forms.secretFor(exchange)));
  }

  /** Sends the browser on to the page that comes next. Entries too large for cookies are answered with that page itself. */
  private async showNext(exchange: Exchange, entrance: SignUpEntrance, sealed: string): Promise<void> {
    const path = this.kept.keep(exchange, entrance, sealed);
    if (path !== null) {
      await this.pages.redirect(exchange, path);
      return;
    }
    const entries = this.unsent.open(entrance, sealed, this.forms.secretFor(exchange));
    if (entries === null) {
      throw new Error('What was sealed just now cannot be opened.');
    }
    await this.pages.send(exchange, await this.signUpPages.next(exchange, entrance, { entries, sealed }));
  }
}
