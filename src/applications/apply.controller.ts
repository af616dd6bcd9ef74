import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Config } from '../platform/config/config';
import { keepTicket } from '../platform/http/ticket-cookie';
import { negotiateLocale } from '../platform/i18n';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { SubmitApplicationRequest } from './dto/submit-application.request';
import { TicketResponse } from './dto/ticket.response';
import { SubmitApplication } from './submit-application.use-case';

@ApiTags('Applying')
@SiteInPath()
@Controller('v1/sites/:site/applications')
export class ApplyController {
  constructor(
    private readonly submitApplication: SubmitApplication,
    private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(202)
  @Endpoint({
    right: 'public',
    summary: 'Apply for membership',
    description:
      'Sends a mail with an activation link to the address. The answer is the same whether or not the address is known: ' +
      'an application that was never activated is replaced by this one; the owner of any other known address is told by mail.',
    problems: ['site-not-found', 'registration-closed', 'login-id-taken'],
    takesBody: true,
  })
  async apply(
    @Param('site') site: string,
    @Body() form: SubmitApplicationRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TicketResponse> {
    const ticket = await this.submitApplication.execute({
      site,
      form,
      locale: negotiateLocale(request.headers['accept-language']),
      requestId: request.id,
    });
    keepTicket(reply, ticket.ticket, this.config.http.publicBaseUrl.startsWith('https:'));
    return TicketResponse.from(ticket);
  }
}
