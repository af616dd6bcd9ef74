import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { BodyLimit } from '../platform/http/body-limit.decorator';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { DecideMany } from './decide-many.use-case';
import { DecisionJobResponse, DecisionsResponse } from './dto/decision-job.response';
import { DecisionsRequest } from './dto/decisions.request';
import { MayBeRepeated } from './may-be-repeated.decorator';

// A thousand ids, however they are indented.
const LARGEST_SELECTION_IN_KIB = 128;

const EXAMPLES = {
  'those on the screen': {
    value: { decision: 'approve', selection: { ids: ['019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de'] }, notifyByEmail: true },
  },
  'all that match': {
    value: {
      decision: 'decline',
      selection: { filter: { status: ['unapproved'] }, expectedCount: 1204, tolerance: 10 },
      notifyByEmail: true,
      reason: 'The course is full.',
      note: 'Cleared after the deadline.',
    },
  },
};

@ApiTags('Applications')
@SiteInPath()
@Controller('v1/sites/:site/applications/decisions')
export class DecisionsController {
  constructor(private readonly decideMany: DecideMany) {}

  @Post()
  @HttpCode(200)
  @MayBeRepeated()
  @ApiBody({ type: DecisionsRequest, examples: EXAMPLES })
  @BodyLimit(LARGEST_SELECTION_IN_KIB)
  @ApiOkResponse({ type: DecisionsResponse, description: 'All are decided.' })
  @ApiAcceptedResponse({
    type: DecisionJobResponse,
    description: 'They are decided by and by; `Location` says where to look how far it has got.',
    headers: { Location: { description: 'The job.', schema: { type: 'string' } } },
  })
  @Endpoint({
    right: 'applications.decide',
    summary: 'Decide on many applications',
    description:
      'One decision on applications that are named, or on all that match a filter. Each is decided as it would be alone: the answer says what became of each. ' +
      'Up to 1,000 at once; more as a job, answered 202. Bodies up to 128 KiB.',
    problems: ['selection-changed', 'idempotency-key-in-use', 'idempotency-key-reused'],
    takesBody: true,
  })
  async decide(
    @Access() access: SiteAccess,
    @Body() { decision: kind, selection, ...wish }: DecisionsRequest,
    @Req() { url, headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DecisionsResponse | DecisionJobResponse> {
    const key = headers['idempotency-key']?.toString();
    const decided = await this.decideMany.execute(access, { kind, ...wish }, { ...selection }, key);
    if (decided.results !== null) {
      return DecisionsResponse.from(decided);
    }
    void reply
      .status(202)
      .header('location', url.replace(/\/applications\/decisions.*$/, `/decision-jobs/${decided.view.job.id}`));
    return DecisionJobResponse.from(decided.view);
  }
}
