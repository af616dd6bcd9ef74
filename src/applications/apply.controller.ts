import { Body, Controller, Headers, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
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
  @HttpCode(200)
  @ApiBody({ type: SubmissionRequest, examples: EXAMPLES })
  @LimitedPerClient('preview')
  @Endpoint({
    right: 'public',
    summary: 'Check an application before sending it',
    description:
      'The “confirmation” step: checks everything that applying checks and answers what would be stored, normalised. Stores nothing, sends nothing.',
    problems: ['site-not-found', 'registration-closed', 'form-changed', 'login-id-taken'],
    takesBody: true,
  })
  async preview(
    @Param('site') site: string,
    @Body() form: SubmissionInput = {},
    @Headers('accept-language') language?: string,
  ): Promise<PreviewResponse> {
    return PreviewResponse.from(await this.previewApplication.execute(site, form, negotiateLocale(language)));
  }

  @Post()
  @HttpCode(202)
  @ApiBody({ type: SubmissionRequest, examples: EXAMPLES })
  @LimitedPerClient('apply')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Any 1 to 200 visible ASCII characters, for example a UUID. The same request with the same key takes effect once and gets the same answer for 24 hours.',
  })
  @Endpoint({
    right: 'public',
    summary: 'Apply for membership',
    description:
      'Sends a mail with an activation link to the address. The answer is the same whether or not the address is known: ' +
      'an application that was never activated is replaced by this one; the owner of any other known address is told by mail.',
    problems: [
      'site-not-found',
      'registration-closed',
      'form-changed',
      'login-id-taken',
      'idempotency-key-in-use',
      'idempotency-key-reused',
    ],
    takesBody: true,
  })
  async apply(
    @Param('site') site: string,
    @Body() form: SubmissionInput = {},
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TicketResponse> {
    const { id: requestId, ip: clientAddress, headers } = request;
    const languages = headers['accept-language'];
    const idempotencyKey = headers['idempotency-key']?.toString();
    const ticket = await this.submitApplication.execute({ site, form, languages, requestId, clientAddress, idempotencyKey });
    keepTicket(reply, ticket.ticket, this.config.http.publicBaseUrl.startsWith('https:'));
    return TicketResponse.from(ticket);
  }
}
