import { Body, Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { BodyLimit } from '../platform/http/body-limit.decorator';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { ChangeRegistrationFields } from './change-registration-fields.use-case';
import { RegistrationFieldsRequest } from './dto/registration-fields.request';
import { RegistrationFieldsResponse } from './dto/registration-fields.response';
import { RegistrationFieldsReadModel } from './registration-fields.read-model';

// 50 fields of 200 options, of some 100 bytes each.
const LARGEST_FORM_IN_KIB = 1024;

const EXAMPLES = {
  'with a question of one’s own': {
    value: {
      fields: [
        { type: 'built-in', key: 'name', used: true },
        { type: 'built-in', key: 'loginId', used: true },
        { type: 'built-in', key: 'email', used: true },
        { type: 'built-in', key: 'password', used: true },
        { type: 'built-in', key: 'country', used: true, required: true },
        { type: 'text', key: 'company', label: { en: 'Company', ja: '会社名' }, maxLength: 100 },
      ],
    },
  },
};

@ApiTags('Registration form')
@SiteInPath()
@Controller('v1/sites/:site/registration-fields')
export class RegistrationFieldsController {
  constructor(
    private readonly form: RegistrationFieldsReadModel,
    private readonly changeFields: ChangeRegistrationFields,
  ) {}

  @Get()
  @Endpoint({
    right: 'registration-form.read',
    summary: 'Get the fields of the site’s form',
    description:
      'In their order: every built-in field, used or not, and the site’s own. Send the `ETag` back when changing them.',
  })
  async get(
    @Access() { siteId }: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationFieldsResponse> {
    const fields = await this.form.fields(siteId);
    void reply.header('etag', entityTag(fields.version));
    return RegistrationFieldsResponse.from(fields);
  }

  @Put()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of the version you have read.', example: '"3"' })
  @ApiBody({ type: RegistrationFieldsRequest, examples: EXAMPLES })
  @BodyLimit(LARGEST_FORM_IN_KIB)
  @Endpoint({
    right: 'registration-form.update',
    summary: 'Change the fields of the site’s form',
    description:
      'For administrators. Replaces the whole form, as a new version: answers to the older ones keep the labels they had. Who is filling ' +
      'in the form meanwhile is told that it has changed. Saving what is there already changes nothing. Bodies up to 1 MiB.',
    problems: ['if-match-required', 'version-stale', 'field-in-use'],
    takesBody: true,
  })
  async change(
    @Headers('if-match') ifMatch: string | undefined,
    @Access() access: SiteAccess,
    @Body() definition: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationFieldsResponse> {
    const { siteId, staffId } = access;
    const change = { siteId, seen: versionIn(ifMatch), definition, staffId, by: memberOfStaff(access) };
    const fields = await this.changeFields.execute(change);
    void reply.header('etag', entityTag(fields.version));
    return RegistrationFieldsResponse.from(fields);
  }
}
