import { Body, Controller, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { CrossOrigin } from '../platform/http/cross-origin.decorator';
import { ticketOf } from '../platform/http/ticket-cookie';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { ActivateApplication } from './activate-application.use-case';
import { DisownApplication } from './disown-application.use-case';
import { ActivateRequest, LinkTokenRequest } from './dto/activation.request';
import { ActivationResponse, DisownResponse, LinkResponse } from './dto/activation.response';
import { LookAtLink } from './look-at-link.use-case';

@ApiTags('Activation')
@Controller('v1/activations')
export class ActivationController {
  constructor(
    private readonly lookAtLink: LookAtLink,
    private readonly activateApplication: ActivateApplication,
    private readonly disownApplication: DisownApplication,
  ) {}

  @Get(':token')
  @CrossOrigin()
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @LimitedPerClient('look-at-link')
  @Endpoint({
    right: 'public',
    summary: 'Look at a mailed activation link',
    description: 'Changes nothing, however often it is asked: mail scanners open links, too.',
    problems: ['activation-link-unknown', 'activation-link-expired'],
  })
  async look(@Param('token') token: string): Promise<LinkResponse> {
    return LinkResponse.from(await this.lookAtLink.execute(token));
  }

  @Post()
  @CrossOrigin()
  @HttpCode(200)
  @LimitedPerClient('activate')
  @Endpoint({
    right: 'public',
    summary: 'Confirm the e-mail address',
    description:
      'Needs the token of the mailed link, and either the ticket from the application (in the body or as cookie) or the password chosen in it. ' +
      'A wrong one does not use up the link. After five wrong ones within 15 minutes only the right ticket counts for a while. ' +
      'Confirming again answers `already_activated`.',
    problems: ['activation-link-unknown', 'activation-link-expired', 'activation-proof-required', 'activation-proof-wrong'],
    takesBody: true,
  })
  async activate(@Body() request: ActivateRequest, @Req() http: FastifyRequest): Promise<ActivationResponse> {
    const { token, password, ticket = ticketOf(http) } = request;
    return ActivationResponse.from(await this.activateApplication.execute({ token, ticket, password, requestId: http.id }));
  }

  @Post('disown')
  @CrossOrigin()
  @HttpCode(200)
  @LimitedPerClient('activate')
  @Endpoint({
    right: 'public',
    summary: 'Say “this was not me”',
    description:
      'For the owner of an address that somebody else applied with: deletes the application and frees its login ID and address. ' +
      'Needs the token of any mail about it, also of an expired link. Saying so again is answered calmly.',
    problems: ['activation-link-unknown', 'application-already-activated'],
    takesBody: true,
  })
  async disown(@Body() { token }: LinkTokenRequest, @Req() http: FastifyRequest): Promise<DisownResponse> {
    return DisownResponse.from(await this.disownApplication.execute(token, http.id));
  }
}
