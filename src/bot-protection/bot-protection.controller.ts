import { Body, Controller, Get, Headers, Patch, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { BotProtectionReadModel } from './bot-protection.read-model';
import { ChangeBotProtection } from './change-bot-protection.use-case';
import { ChangeBotProtectionRequest } from './dto/bot-protection.request';
import { BotProtectionResponse } from './dto/bot-protection.response';

@ApiTags('Bot protection')
@SiteInPath()
@Controller('v1/sites/:site/bot-protection')
export class BotProtectionController {
  constructor(
    private readonly protections: BotProtectionReadModel,
    private readonly changeProtection: ChangeBotProtection,
  ) {}

  @Get()
  @Endpoint({
    right: 'bot-protection.read',
    summary: 'Get what holds off programs that apply',
    description:
      'For administrators: the lists would help who wants to get round them. The `ETag` names the version; send it back as `If-Match` when changing it.',
  })
  async get(@Access() { siteId }: SiteAccess, @Res({ passthrough: true }) reply: FastifyReply): Promise<BotProtectionResponse> {
    const protection = await this.protections.get(siteId);
    void reply.header('etag', entityTag(protection.version));
    return BotProtectionResponse.from(protection);
  }

  @Patch()
  @ApiBody({
    type: ChangeBotProtectionRequest,
    examples: { 'proof of work': { value: { challenge: 'proof-of-work', emailDomains: { ifDisposable: 'leave-to-a-person' } } } },
  })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of the version you have read.', example: '"3"' })
  @Endpoint({
    right: 'bot-protection.update',
    summary: 'Change what holds off programs that apply',
    description:
      'For administrators. Changes what is named, leaves the rest; every fault is named at once. Counts from the next application on; whoever ' +
      'is filling in the form is told that it has changed where the challenge has. What really changed is in the history of the site, but for secrets.',
    problems: ['if-match-required', 'version-stale'],
    takesBody: true,
  })
  async change(
    @Headers('if-match') ifMatch: string | undefined,
    @Body() change: Readonly<Record<string, unknown>>,
    @Access() access: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BotProtectionResponse> {
    const protection = await this.changeProtection.execute(access.siteId, versionIn(ifMatch), change, memberOfStaff(access));
    void reply.header('etag', entityTag(protection.version));
    return BotProtectionResponse.from(protection);
  }
}
