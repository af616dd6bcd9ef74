import { Body, Controller, Get, Headers, HttpCode, Post, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { PublicPage } from '../platform/access/public-page.decorator';
import { AnyForm } from '../platform/http/any-form.decorator';
import { negotiateLocale } from '../platform/i18n';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { Unsubscribe } from '../staff-notifications';
import { PageRenderer } from './page-renderer';
import { UnsubscribePageProblems } from './unsubscribe-page-problems.filter';
import { unsubscribedPage, unsubscribePage } from './unsubscribe-page.view';

/**
 * Where the header `List-Unsubscribe` of notifications leads. Opening it changes
 * nothing; the button of the page, and that of mail programs (RFC 8058), POSTs.
 */
@ApiExcludeController()
@UseFilters(UnsubscribePageProblems)
@Controller('staff-notifications/unsubscribe')
export class UnsubscribePageController {
  constructor(
    private readonly unsubscribe: Unsubscribe,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async show(
    @Query('token') token: unknown,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { siteName } = await this.unsubscribe.look(textOf(token));
    this.pages.send(reply, 200, unsubscribePage({ siteName, token: textOf(token) }, negotiateLocale(languages)));
  }

  /** The page sends the token as a field, mail programs in the address; what else these send says nothing. */
  @Post()
  @HttpCode(200)
  @AnyForm()
  @LimitedPerClient('unsubscribe')
  @PublicPage()
  async stop(
    @Query('token') token: unknown,
    @Body() body: unknown,
    @Headers('accept-language') languages: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const done = await this.unsubscribe.execute(textOf(token) || tokenIn(body));
    this.pages.send(reply, 200, unsubscribedPage(done, negotiateLocale(languages)));
  }
}

const textOf = (token: unknown): string => (typeof token === 'string' ? token : '');

const tokenIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'token' in body ? textOf(body.token) : '';
