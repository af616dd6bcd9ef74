import { Body, Controller, Get, Headers, Patch, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { ChangeRegistrationSettings, type SettingsChange } from './change-registration-settings.use-case';
import { ChangeRegistrationSettingsRequest } from './dto/registration-settings.request';
import { RegistrationSettingsResponse } from './dto/registration-settings.response';
import { RegistrationSettingsReadModel } from './registration-settings.read-model';

@ApiTags('Registration settings')
@SiteInPath()
@Controller('v1/sites/:site/registration-settings')
export class RegistrationSettingsController {
  constructor(
    private readonly settings: RegistrationSettingsReadModel,
    private readonly changeSettings: ChangeRegistrationSettings,
  ) {}

  @Get()
  @Endpoint({
    right: 'registration-settings.read',
    summary: 'Get the site’s registration settings',
    description: 'The `ETag` names the version; send it back as `If-Match` when changing them.',
  })
  async get(
    @Access() { siteId }: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationSettingsResponse> {
    const settings = await this.settings.get(siteId);
    void reply.header('etag', entityTag(settings.version));
    return RegistrationSettingsResponse.from(settings);
  }

  @Patch()
  @ApiBody({ type: ChangeRegistrationSettingsRequest })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of the version you have read.', example: '"3"' })
  @Endpoint({
    right: 'registration-settings.update',
    summary: 'Change the site’s registration settings',
    description:
      'For administrators. Changes what is named, leaves the rest; every fault is named at once. Takes effect at once; mailed links ' +
      'keep working. What really changed is in the history of the site; a request that changes nothing leaves the version as it is.',
    problems: ['if-match-required', 'version-stale', 'registration-not-available'],
    takesBody: true,
  })
  async change(
    @Headers('if-match') ifMatch: string | undefined,
    @Body() change: SettingsChange,
    @Access() access: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationSettingsResponse> {
    const settings = await this.changeSettings.execute(access.siteId, versionIn(ifMatch), change, memberOfStaff(access));
    void reply.header('etag', entityTag(settings.version));
    return RegistrationSettingsResponse.from(settings);
  }
}
