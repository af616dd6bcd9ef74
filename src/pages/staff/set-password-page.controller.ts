import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SetStaffPassword } from '../../auth';
import { PublicPage } from '../../platform/access/public-page.decorator';
import { originOf } from '../../platform/http/request-origin';
import { DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
import { TryLater } from '../../platform/problem/try-later';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { type Exchange, InExchange, textIn } from '../shared/exchange';
import { MailedLinkForms } from '../shared/own-form.guard';
import { type Page } from '../shared/page';
import { PageLanguage } from '../shared/page-language';
import { PageRenderer } from '../shared/page-renderer';
import { SetPasswordPageRequest } from './set-password-page.request';
import { passwordOutcomePage, setPasswordPage } from './set-password-page.view';

/** The page behind the link in an invitation or a password mail. Opening it changes nothing; sending its form saves the password. */
@ApiExcludeController()
@Controller('staff/set-password')
export class SetPasswordPageController {
  constructor(
    private readonly setPassword: SetStaffPassword,
    private readonly language: PageLanguage,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async show(@Query() query: unknown, @InExchange() exchange: Exchange): Promise<void> {
    const token = textIn(query, 'token');
    const page = await this.orDead(exchange, async () => {
      const { email } = await this.setPassword.look(token);
      return setPasswordPage({ token, email }, this.language.of(exchange));
    });
    await this.pages.send(exchange, page);
  }

  @Post()
  @LimitedPerClient('staff-password')
  @MailedLinkForms()
  @PublicPage()
  async save(@Body() { token, password }: SetPasswordPageRequest, @InExchange() exchange: Exchange): Promise<void> {
    await this.pages.send(exchange, await this.orDead(exchange, () => this.saved(exchange, token, password)));
  }

  private async saved(exchange: Exchange, token: string, password: string): Promise<Page> {
    const locale = this.language.of(exchange);
    const { email } = await this.setPassword.look(token);
    try {
      await this.setPassword.execute(token, password, originOf(exchange.request));
      return passwordOutcomePage('done', 200, locale);
    } catch (error) {
      if (error instanceof ValidationFailed) {
        return setPasswordPage({ token, email }, locale, error.errors[0]?.fault);
      }
      throw error;
    }
  }

  /** What is wrong with a link comes down to one thing to do: ask for another. */
  private async orDead(exchange: Exchange, work: () => Promise<Page>): Promise<Page> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && !(error instanceof TryLater)) {
        return passwordOutcomePage('dead', PROBLEMS[error.code].status, this.language.of(exchange));
      }
      throw error;
    }
  }
}
