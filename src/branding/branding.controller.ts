import { Body, Controller, Delete, Get, Headers, Patch, Put, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { Config } from '../platform/config/config';
import { entityTag, versionIn } from '../platform/http/entity-tag';
import { ImageBody, imageIn } from '../platform/http/image-body.decorator';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { BrandingReadModel } from './branding.read-model';
import { ChangeBranding } from './change-branding.use-case';
import { ChangeBrandingRequest } from './dto/branding.request';
import { BrandingResponse } from './dto/branding.response';
import { LARGEST_LOGO_IN_KIB, LOGO_MEDIA_TYPES, LONGEST_SIDE_IN_PIXELS } from './logo-image';
import { ReplaceLogo } from './replace-logo.use-case';

const IF_MATCH = { name: 'If-Match', required: true, description: 'The `ETag` of the version you have read.', example: '"3"' };
const STALE = ['if-match-required', 'version-stale'] as const;

type Branding = Parameters<typeof BrandingResponse.from>[0];

@ApiTags('Branding')
@SiteInPath()
@Controller('v1/sites/:site/branding')
export class BrandingController {
  constructor(
    private readonly branding: BrandingReadModel,
    private readonly changeBranding: ChangeBranding,
    private readonly replaceLogo: ReplaceLogo,
    private readonly config: Config,
  ) {}

  @Get()
  @Endpoint({
    right: 'branding.read',
    summary: 'Get how the site’s pages look, and who may embed them',
    description: 'The `ETag` names the version; send it back as `If-Match` when changing it.',
  })
  async get(@Access() { siteId }: SiteAccess, @Res({ passthrough: true }) reply: FastifyReply): Promise<BrandingResponse> {
    return this.answer(reply, await this.branding.get(siteId));
  }

  @Patch()
  @ApiBody({ type: ChangeBrandingRequest })
  @ApiHeader(IF_MATCH)
  @Endpoint({
    right: 'branding.update',
    summary: 'Change how the site’s pages look, and who may embed them',
    description:
      'For administrators. Changes what is named, null clears, the rest stays; every fault is named at once. The next page that anybody opens ' +
      'shows it. `embeddingOrigins` are what browsers are told in `frame-ancestors` with the pages one applies through, and with no others. ' +
      'What really changed is in the history of the site.',
    problems: STALE,
    takesBody: true,
  })
  async change(
    @Headers('if-match') ifMatch: string | undefined,
    @Body() change: Readonly<Record<string, unknown>>,
    @Access() access: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BrandingResponse> {
    const changed = await this.changeBranding.execute(access.siteId, versionIn(ifMatch), change, memberOfStaff(access));
    return this.answer(reply, changed);
  }

  @Put('logo')
  @ImageBody(LOGO_MEDIA_TYPES, LARGEST_LOGO_IN_KIB)
  @ApiHeader(IF_MATCH)
  @Endpoint({
    right: 'branding.update',
    summary: 'Put a logo on the site’s pages',
    description:
      `For administrators. The body is the image itself: PNG, JPEG or WebP, up to ${LARGEST_LOGO_IN_KIB} KiB and ${LONGEST_SIDE_IN_PIXELS} pixels each way. ` +
      'What it is, its bytes tell, not its `Content-Type`. SVG is not taken, as it can hold a program. The name of the site is its text alternative.',
    problems: STALE,
    takesBody: true,
  })
  async putLogo(
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Access() access: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BrandingResponse> {
    const changed = await this.replaceLogo.execute(access.siteId, versionIn(ifMatch), imageIn(body), memberOfStaff(access));
    return this.answer(reply, changed);
  }

  @Delete('logo')
  @ApiHeader(IF_MATCH)
  @Endpoint({
    right: 'branding.update',
    summary: 'Take the logo off the site’s pages',
    description:
      'For administrators. Its address answers 404 from then on; browsers that have seen it may keep it. Without a logo nothing happens.',
    problems: STALE,
  })
  async removeLogo(
    @Headers('if-match') ifMatch: string | undefined,
    @Access() access: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BrandingResponse> {
    const changed = await this.replaceLogo.execute(access.siteId, versionIn(ifMatch), null, memberOfStaff(access));
    return this.answer(reply, changed);
  }

  private answer(reply: FastifyReply, branding: Branding): BrandingResponse {
    void reply.header('etag', entityTag(branding.version));
    return BrandingResponse.from(branding, this.config.http.publicBaseUrl);
  }
}
