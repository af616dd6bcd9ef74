import { Controller, Get, Header, Headers, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { CrossOrigin } from '../platform/http/cross-origin.decorator';
import { ticketOf } from '../platform/http/ticket-cookie';
import { negotiateLocale } from '../platform/i18n';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { TicketViewResponse } from './dto/ticket-view.response';
import { LookByTicket } from './look-by-ticket.use-case';

@ApiTags('Applying')
@Controller('v1/applications/by-ticket')
export class TicketController {
  constructor(private readonly lookByTicket: LookByTicket) {}

  @Get()
  @CrossOrigin()
  @Header('cache-control', 'no-store')
  @ApiHeader({
    name: 'Application-Ticket',
    required: false,
    description: 'The `ticket` that applying was answered with. A browser has it as a cookie and may leave it out.',
  })
  @LimitedPerClient('look-by-ticket')
  @Endpoint({
    right: 'public',
    summary: 'See where one’s own application stands',
    description:
      'For the applicant, in plain words. Until the e-mail address has been confirmed the answer is `not_activated`, whether or not the address was known ' +
      'already: what goes beyond that is said by mail.',
    problems: ['ticket-required', 'ticket-unknown'],
  })
  async look(
    @Headers('application-ticket') ticket: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TicketViewResponse> {
    const locale = negotiateLocale(request.headers['accept-language']);
    const view = await this.lookByTicket.execute(ticket ?? ticketOf(request));
    void reply.header('content-language', locale);
    return TicketViewResponse.from(view, locale);
  }
}
