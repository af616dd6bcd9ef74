import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { CrossOrigin } from '../platform/http/cross-origin.decorator';
import { Config } from '../platform/config/config';
import { keepTicket } from '../platform/http/ticket-cookie';
import { negotiateLocale } from '../platform/i18n';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { type SubmissionInput, SubmissionRequest } from '../registration-form';
import { PreviewResponse } from './dto/preview.response';
import { TicketResponse } from './dto/ticket.response';
import { PreviewApplication } from './preview-application.use-case';
import { SubmitApplication } from './submit-application.use-case';

// The first one works as it is on the demo site.
const EXAMPLES = {
  'usual form': {
    value: { name: 'Sam Example', loginId: 'sam.example', email: 'sam@example.org', password: 'plum jam on warm bread' },
  },
  'through a sign-up URL': {
    value: {
      signupUrl: 'q3Zk9XbT0mC1dJr8Ue2o7wAx',
      authenticationCode: 'spring-2026',
      name: 'Sam Example',
      loginId: 'sam.example',
      email: 'sam@example.org',
      password: 'plum jam on warm bread',
    },
  },
  'form with more': {
    value: {
      formVersion: 'q3Zk9XbT0mC1dJr8Ue2o7w',
      name: 'Sam Example',
      loginId: 'sam.example',
      email: 'sam@example.org',
      password: 'plum jam on warm bread',
      country: 'JP',
      answers: { company: 'Example Ltd', topics: ['maths', 'music'] },
      terms: { version: 3, accepted: true },
    },
  },
};

// What both previewing and applying can be answered.
const OF_THE_FORM = [
  'site-not-found',
  'registration-closed',
  'signup-url-not-valid',
  'group-full',
  'form-changed',
  'login-id-taken',
] as const;

@ApiTags('Applying')
@SiteInPath()
@Controller('v1/sites/:site/applications')
export class ApplyController {
  constructor(
    private readonly previewApplication: PreviewApplication,
    private readonly submitApplication: SubmitApplication,
    private readonly config: Config,
  ) {}

  @Post('preview')
  @CrossOrigin()
  @HttpCode(200)
  @ApiBody({ type: SubmissionRequest, examples: EXAMPLES })
  @LimitedPerClient('preview')
  @Endpoint({
    right: 'public',
    summary: 'Check an application before sending it',
    description:
      'The “confirmation” step: checks everything that applying checks and answers what would be stored, normalised. Stores nothing, sends nothing, and asks for no challenge.',
    problems: OF_THE_FORM,
    takesBody: true,
  })
  async preview(
    @Param('site') site: string,
    @Body() form: SubmissionInput = {},
    @Req() { headers, ip: address }: FastifyRequest,
  ): Promise<PreviewResponse> {
    const sender = { locale: negotiateLocale(headers['accept-language']), address };
    return PreviewResponse.from(await this.previewApplication.execute(site, form, sender));
  }

  @Post()
  @CrossOrigin()
  @HttpCode(202)
  @ApiBody({ type: SubmissionRequest, examples: EXAMPLES })
  @LimitedPerClient('apply')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Any 1 to 200 visible ASCII characters, for example a UUID. The same request with the same key takes effect once and gets the same answer for 24 hours, unless the service is set up otherwise.',
  })
  @Endpoint({
    right: 'public',
    summary: 'Apply for membership',
    description:
      'Sends a mail with an activation link to the address. The answer is the same whether or not the address is known: ' +
      'an application that was never activated is replaced by this one; the owner of any other known address is told by mail. With ' +
      '`signupUrl` the member will belong to the group of that sign-up URL. Wrong authentication codes are limited for each client and URL. Where ' +
      'the form has a `challenge`, `challenge` is what solves it: wrong, expired or used before, it is a fault of that field.',
    problems: [...OF_THE_FORM, 'challenge-unavailable', 'idempotency-key-in-use', 'idempotency-key-reused'],
    takesBody: true,
  })
  async apply(
    @Param('site') site: string,
    @Body() form: SubmissionInput = {},
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TicketResponse> {
    const { id: requestId, headers, ip: clientAddress } = request;
    const languages = headers['accept-language'];
    const idempotencyKey = headers['idempotency-key']?.toString();
    const ticket = await this.submitApplication.execute({ site, form, languages, requestId, clientAddress, idempotencyKey });
    keepTicket(reply, ticket.ticket, this.config.http.publicBaseUrl.startsWith('https:'));
    return TicketResponse.from(ticket);
  }
}
