import { Body, Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { BodyLimit } from '../platform/http/body-limit.decorator';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { ChangeDeclineReasons } from './change-decline-reasons.use-case';
import { DeclineReasonsReadModel } from './decline-reasons.read-model';
import { DeclineReasonsRequest } from './dto/decline-reasons.request';
import { DeclineReasonsResponse } from './dto/decline-reasons.response';

// 50 reasons in two languages, of 1,000 characters of up to 6 bytes (escaped) each.
const LARGEST_CATALOGUE_IN_KIB = 640;

const EXAMPLES = {
  'in two languages': {
    value: { reasons: [{ key: 'course-full', text: { en: 'The course is full.', ja: 'コースは満席です。' } }] },
  },
};

@ApiTags('Applications')
@SiteInPath()
@Controller('v1/sites/:site/decline-reasons')
export class DeclineReasonsController {
  constructor(
    private readonly reasons: DeclineReasonsReadModel,
    private readonly changeReasons: ChangeDeclineReasons,
  ) {}

  @Get()
  @Endpoint({
    right: 'decline-reasons.read',
    summary: 'Get the reasons to decline for',
    description: 'The site’s catalogue, in every language. Send the `ETag` back when changing it.',
  })
  async get(@Access() { siteId }: SiteAccess, @Res({ passthrough: true }) reply: FastifyReply): Promise<DeclineReasonsResponse> {
    const saved = await this.reasons.get(siteId);
    void reply.header('etag', entityTag(saved.version));
    return DeclineReasonsResponse.from(saved);
  }

  @Put()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of what you have read.', example: '"3"' })
  @ApiBody({ type: DeclineReasonsRequest, examples: EXAMPLES })
  @BodyLimit(LARGEST_CATALOGUE_IN_KIB)
  @Endpoint({
    right: 'decline-reasons.update',
    summary: 'Replace the reasons to decline for',
    description:
      'For administrators. Applicants who were declined before keep the text they were declined with. Bodies up to 640 KiB.',
    problems: ['if-match-required', 'version-stale'],
    takesBody: true,
  })
  async change(
    @Headers('if-match') ifMatch: string | undefined,
    @Access() access: SiteAccess,
    @Body() { reasons }: DeclineReasonsRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclineReasonsResponse> {
    const saved = await this.changeReasons.execute(access.siteId, versionIn(ifMatch), reasons, memberOfStaff(access));
    void reply.header('etag', entityTag(saved.version));
    return DeclineReasonsResponse.from(saved);
  }
}
