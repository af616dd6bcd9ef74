import { Body, Controller, Get, Headers, Patch, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { ChangeRetention } from './change-retention.use-case';
import { ChangeRetentionRequest } from './dto/retention.request';
import { RetentionResponse } from './dto/retention.response';
import { RetentionReadModel } from './retention.read-model';

@ApiTags('Retention')
@SiteInPath()
@Controller('v1/sites/:site/retention')
export class RetentionController {
  constructor(
    private readonly retention: RetentionReadModel,
    private readonly changeRetention: ChangeRetention,
  ) {}

  @Get()
  @Endpoint({
    right: 'retention.read',
    summary: 'Get for how long the site keeps what',
    description: 'The `ETag` names the version; send it back as `If-Match` when changing it.',
  })
  async get(@Access() { siteId }: SiteAccess, @Res({ passthrough: true }) reply: FastifyReply): Promise<RetentionResponse> {
    const settings = await this.retention.get(siteId);
    void reply.header('etag', entityTag(settings.version));
    return RetentionResponse.from(settings);
  }

  @Patch()
  @ApiBody({ type: ChangeRetentionRequest })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of the version you have read.', example: '"3"' })
  @Endpoint({
    right: 'retention.update',
    summary: 'Change for how long the site keeps what',
    description:
      'For administrators. Changes what is named, leaves the rest; every fault is named at once. What is older than that is deleted for good ' +
      'by the next nightly run. What really changed is in the history of the site.',
    problems: ['if-match-required', 'version-stale'],
    takesBody: true,
  })
  async change(
    @Headers('if-match') ifMatch: string | undefined,
    @Body() change: Readonly<Record<string, unknown>>,
    @Access() access: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RetentionResponse> {
    const settings = await this.changeRetention.execute(access.siteId, versionIn(ifMatch), change, memberOfStaff(access));
    void reply.header('etag', entityTag(settings.version));
    return RetentionResponse.from(settings);
  }
}
