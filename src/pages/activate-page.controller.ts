import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ActivateApplication, LookAtLink } from '../activation';
import { PublicPage } from '../platform/access/public-page.decorator';
import { ticketOf } from '../platform/http/ticket-cookie';
import { ActivatePageRequest } from './activate-page.request';
import { ActivatePageProblems } from './activate-page-problems.filter';
import { activatePage, donePage } from './activate-page.view';
import { PageRenderer } from './page-renderer';

/** The page behind the mailed link: one button. Opening it changes nothing; pressing the button confirms. */
@ApiExcludeController()
@UseFilters(ActivatePageProblems)
@Controller('activate')
export class ActivatePageController {
  constructor(
    private readonly lookAtLink: LookAtLink,
    private readonly activateApplication: ActivateApplication,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @PublicPage()
  async show(@Query('token') token: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const text = typeof token === 'string' ? token : '';
    const link = await this.lookAtLink.execute(text);
    this.pages.send(
      reply,
      200,
      link.state === 'used'
        ? donePage('already_activated')
        : activatePage({
            token: text,
            siteName: link.siteName,
            asksPassword: ticketOf(request) === undefined,
          }),
    );
  }

  @Post()
  @PublicPage()
  async confirm(
    @Body() { token, password }: ActivatePageRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { outcome, status } = await this.activateApplication.execute({
      token,
      password,
      ticket: ticketOf(request),
      requestId: request.id,
    });
    this.pages.send(reply, 200, donePage(outcome, status));
  }
}
