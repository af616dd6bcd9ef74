import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, isAllowed, type SiteAccess } from '../platform/access/staff-access';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { EditSignupUrlRequest, ListSignupUrlsRequest, PublishSignupUrlRequest } from './dto/signup-url.request';
import { SignupUrlListResponse, SignupUrlResponse } from './dto/signup-url.response';
import { EditSignupUrl } from './edit-signup-url.use-case';
import { onSite } from './on-site';
import { PublishSignupUrl } from './publish-signup-url.use-case';
import { type SignupUrlView, SignupUrlReadModel } from './signup-url.read-model';
import { StopSignupUrl } from './stop-signup-url.use-case';

const GROUP_ID = '0198c0de-0000-7000-8000-000000000000';
const AUTHENTICATION = { required: true, codes: [{ code: 'spring-2026', label: 'Poster at the station' }] };

@ApiTags('Sign-up URLs')
@SiteInPath()
@Controller('v1/sites/:site/signup-urls')
export class SignupUrlController {
  constructor(
    private readonly urls: SignupUrlReadModel,
    private readonly publishUrl: PublishSignupUrl,
    private readonly editUrl: EditSignupUrl,
    private readonly stopUrl: StopSignupUrl,
  ) {}

  @Post()
  @ApiBody({
    type: PublishSignupUrlRequest,
    examples: {
      'open to all': { value: { groupId: GROUP_ID } },
      'with a code': { value: { groupId: GROUP_ID, authentication: AUTHENTICATION, endsAt: '2126-04-01T09:00:00+09:00' } },
    },
  })
  @ApiCreatedResponse({ type: SignupUrlResponse, headers: { Location: { schema: { type: 'string' } } } })
  @Endpoint({
    right: 'signup-urls.update',
    summary: 'Publish a sign-up URL for a group',
    description:
      'For administrators. Who applies through it lands in the group. It has a random key, and a group has one live URL at most. ' +
      'After a stop a new one has a new key; the old one stays dead.',
    problems: ['group-not-found', 'group-archived', 'signup-url-live'],
    takesBody: true,
  })
  async publish(
    @Access() access: SiteAccess,
    @Param('site') site: string,
    @Body() body: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignupUrlResponse> {
    const url = await this.publishUrl.execute(onSite(access), body);
    void reply.header('location', `/v1/sites/${site}/signup-urls/${url.id}`);
    return answer(await this.urls.view(url), access, reply);
  }

  @Get()
  @Endpoint({
    right: 'signup-urls.read',
    summary: 'List the sign-up URLs that a group has had',
    description: 'Newest first, keyset-paged: the live one, if any, and all that were stopped. Codes are null for viewers.',
    problems: ['group-not-found'],
  })
  async list(
    @Access() access: SiteAccess,
    @Query() { groupId, limit, cursor }: ListSignupUrlsRequest,
  ): Promise<SignupUrlListResponse> {
    const page = await this.urls.ofGroup({ siteId: access.siteId, groupId, limit, cursor });
    return SignupUrlListResponse.from(page, isAllowed(access, 'signup-urls.see-codes'));
  }

  @Get(':id')
  @Endpoint({
    right: 'signup-urls.read',
    summary: 'Get a sign-up URL',
    description:
      'With its codes, and how many applied and were approved with each; for viewers the codes are null. The `ETag` names the version; ' +
      'send it back as `If-Match` when editing.',
    problems: ['signup-url-not-found'],
  })
  async get(
    @Access() access: SiteAccess,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignupUrlResponse> {
    return answer(await this.urls.get(access.siteId, id), access, reply);
  }

  @Patch(':id')
  @ApiBody({ type: EditSignupUrlRequest, examples: { 'another code': { value: { authentication: AUTHENTICATION } } } })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of the version you have read.', example: '"3"' })
  @Endpoint({
    right: 'signup-urls.update',
    summary: 'Edit a sign-up URL',
    description:
      'For administrators. Changes what is named, leaves the rest; the key stays. Codes are sent as a whole: one that is there already ' +
      'keeps its id and counts, one left out admits nobody any more.',
    problems: ['signup-url-not-found', 'signup-url-stopped', 'if-match-required', 'version-stale'],
    takesBody: true,
  })
  // eslint-disable-next-line no-restricted-syntax -- Nest injects them: header, path, body and reply are parts of one request.
  async edit(
    @Headers('if-match') ifMatch: string | undefined,
    @Access() access: SiteAccess,
    @Param('id') id: string,
    @Body() body: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignupUrlResponse> {
    const url = await this.editUrl.execute(onSite(access), { id, seen: versionIn(ifMatch), body });
    return answer(await this.urls.view(url), access, reply);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Endpoint({
    right: 'signup-urls.update',
    summary: 'Stop a sign-up URL',
    description:
      'For administrators. From the answer on nobody can apply through it; applications sent before go on. The same again is answered ' +
      'the same, and changes nothing.',
    problems: ['signup-url-not-found'],
  })
  async stop(
    @Access() access: SiteAccess,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignupUrlResponse> {
    const url = await this.stopUrl.execute(onSite(access), id);
    return answer(await this.urls.view(url), access, reply);
  }
}

function answer(view: SignupUrlView, access: SiteAccess, reply: FastifyReply): SignupUrlResponse {
  void reply.header('etag', entityTag(view.url.version));
  return SignupUrlResponse.from(view, isAllowed(access, 'signup-urls.see-codes'));
}
