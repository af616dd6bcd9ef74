import { Controller, Get, Headers, Param, Res, UseFilters, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { PublicPage } from '../platform/access/public-page.decorator';
import { TurnedAwayInterceptor } from '../platform/http/turned-away.interceptor';
import { negotiateLocale } from '../platform/i18n';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { PageRenderer } from './page-renderer';
import { ReadInvitation } from './read-invitation';
import { invitationPage } from './signup-url-page.view';
import { SignupUrlPageProblems } from './signup-url-page-problems.filter';

/** What opens behind a sign-up URL. */
@ApiExcludeController()
@UseFilters(SignupUrlPageProblems)
@UseInterceptors(TurnedAwayInterceptor)
@Controller('r')
export class SignupUrlPageController {
  constructor(
    private readonly readInvitation: ReadInvitation,
    private readonly pages: PageRenderer,
  ) {}

  @Get(':key')
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async show(
    @Param('key') key: string,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { siteName, groupName, locale } = await this.readInvitation.execute(key);
    this.pages.send(reply, 200, invitationPage({ siteName, groupName }, negotiateLocale(languages, locale)));
  }
}
