import { Body, Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { BodyLimit } from '../platform/http/body-limit.decorator';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { ChangeTerms } from './change-terms.use-case';
import { TermsRequest } from './dto/terms.request';
import { TermsResponse } from './dto/terms.response';
import { RegistrationFieldsReadModel } from './registration-fields.read-model';

// 100,000 characters a language, of up to 4 bytes each.
const LARGEST_TERMS_IN_KIB = 1024;

const EXAMPLES = {
  'in one language': {
    value: { enabled: true, title: { en: 'Terms of use' }, markdown: { en: '## 1. Membership\n\nMembership is free.' } },
  },
};

@ApiTags('Registration form')
@SiteInPath()
@Controller('v1/sites/:site/terms')
export class TermsController {
  constructor(
    private readonly form: RegistrationFieldsReadModel,
    private readonly changeTerms: ChangeTerms,
  ) {}

  @Get()
  @Endpoint({
    right: 'registration-form.read',
    summary: 'Get the site’s terms of use',
    description: 'As they are written, in every language. Send the `ETag` back when changing them.',
  })
  async get(@Access() { siteId }: SiteAccess, @Res({ passthrough: true }) reply: FastifyReply): Promise<TermsResponse> {
    const terms = await this.form.terms(siteId);
    void reply.header('etag', entityTag(terms.revision));
    return TermsResponse.from(terms);
  }

  @Put()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of what you have read.', example: '"3"' })
  @ApiBody({ type: TermsRequest, examples: EXAMPLES })
  @BodyLimit(LARGEST_TERMS_IN_KIB)
  @Endpoint({
    right: 'registration-form.update',
    summary: 'Publish terms of use, or switch them on or off',
    description:
      'For administrators. Another text is a new version, which applicants accept anew; older versions stay as they were accepted. ' +
      'Switching on or off leaves the text. Bodies up to 1 MiB.',
    problems: ['if-match-required', 'version-stale'],
    takesBody: true,
  })
  async change(
    @Headers('if-match') ifMatch: string | undefined,
    @Access() access: SiteAccess,
    @Body() terms: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TermsResponse> {
    const { siteId, staffId } = access;
    const change = { siteId, seen: versionIn(ifMatch), terms, staffId, by: memberOfStaff(access) };
    const saved = await this.changeTerms.execute(change);
    void reply.header('etag', entityTag(saved.revision));
    return TermsResponse.from(saved);
  }
}
