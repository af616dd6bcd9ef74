import { Body, Controller, Get, Post, Query, Req, Res, UseFilters, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ActivateApplication, DisownApplication, LookAtLink, ResendByLink } from '../activation';
import { PublicPage } from '../platform/access/public-page.decorator';
import { TurnedAwayInterceptor } from '../platform/http/turned-away.interceptor';
import { ticketOf } from '../platform/http/ticket-cookie';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { ActivatePageRequest, LinkPageRequest } from './activate-page.request';
import { ActivatePageProblems } from './activate-page-problems.filter';
import { activatePage, disownedPage, disownPage, donePage, resentPage } from './activate-page.view';
import { PageRenderer } from './page-renderer';

/** The page behind the mailed link: one button. Opening it changes nothing; pressing the button confirms. */
@ApiExcludeController()
@UseFilters(ActivatePageProblems)
@UseInterceptors(TurnedAwayInterceptor)
@Controller('activate')
export class ActivatePageController {
  constructor(
    private readonly lookAtLink: LookAtLink,
    private readonly activateApplication: ActivateApplication,
    private readonly disownApplication: DisownApplication,
    private readonly resendByLink: ResendByLink,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @LimitedPerClient('look-at-link')
  @PublicPage()
  async show(@Query('token') token: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const link = await this.lookAtLink.execute(textOf(token));
    const asksPassword = ticketOf(request) === undefined;
    const page =
      link.state === 'used'
        ? donePage('already_activated')
        : activatePage({ token: textOf(token), siteName: link.siteName, asksPassword });
    this.pages.send(reply, 200, page);
  }

  @Post()
  @LimitedPerClient('activate')
  @PublicPage()
  async confirm(
    @Body() { token, password }: ActivatePageRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const attempt = { token, password, ticket: ticketOf(request), requestId: request.id };
    const { outcome, status } = await this.activateApplication.execute(attempt);
    this.pages.send(reply, 200, donePage(outcome, status));
  }

  /** Asks once more before the application is deleted. Looks at nothing: also an expired link can be disowned. */
  @Get('disown')
  @PublicPage()
  askWhetherToDisown(@Query('token') token: unknown, @Res() reply: FastifyReply): void {
    this.pages.send(reply, 200, disownPage(textOf(token)));
  }

  @Post('disown')
  @LimitedPerClient('activate')
  @PublicPage()
  async disown(
    @Body() { token }: LinkPageRequest,
    @Req() { id: requestId }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.pages.send(reply, 200, disownedPage(await this.disownApplication.execute(token, requestId)));
  }

  @Post('resend')
  @LimitedPerClient('resend')
  @PublicPage()
  async resend(
    @Body() { token }: LinkPageRequest,
    @Req() { id: requestId }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.resendByLink.execute(token, requestId);
    this.pages.send(reply, 202, resentPage());
  }
}

const textOf = (token: unknown): string => (typeof token === 'string' ? token : '');
