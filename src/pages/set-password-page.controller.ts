import { Body, Controller, Get, Headers, Post, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { SetStaffPassword } from '../auth';
import { PublicPage } from '../platform/access/public-page.decorator';
import { Origin, type RequestOrigin } from '../platform/http/request-origin';
import { negotiateLocale } from '../platform/i18n';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { PageRenderer } from './page-renderer';
import { SetPasswordPageRequest } from './set-password-page.request';
import { passwordOutcomePage, setPasswordPage } from './set-password-page.view';
import { SetPasswordPageProblems } from './set-password-page-problems.filter';

/** The page behind the link in an invitation or a password mail. Opening it changes nothing; sending its form saves the password. */
@ApiExcludeController()
@UseFilters(SetPasswordPageProblems)
@Controller('staff/set-password')
export class SetPasswordPageController {
  constructor(
    private readonly setPassword: SetStaffPassword,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async show(
    @Query('token') sent: unknown,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = typeof sent === 'string' ? sent : '';
    const { email } = await this.setPassword.look(token);
    this.pages.sendSetPassword(reply, 200, setPasswordPage({ token, email }, negotiateLocale(languages)));
  }

  @Post()
  @LimitedPerClient('staff-password')
  @PublicPage()
  async save(
    @Body() { token, password }: SetPasswordPageRequest,
    @Headers('accept-language') languages: string | undefined,
    @Origin() origin: RequestOrigin,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const locale = negotiateLocale(languages);
    const { email } = await this.setPassword.look(token);
    try {
      await this.setPassword.execute(token, password, origin);
      this.pages.sendSetPassword(reply, 200, passwordOutcomePage('done', locale));
    } catch (error) {
      if (!(error instanceof ValidationFailed)) {
        throw error;
      }
      this.pages.sendSetPassword(reply, 422, setPasswordPage({ token, email }, locale, error.errors[0]?.fault));
    }
  }
}
