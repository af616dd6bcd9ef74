import { type IncomingHttpHeaders } from 'node:http';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { mayDo } from '../platform/access/rights';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { contentTag, isAlreadyKnown } from '../platform/http/entity-tag';
import { negotiateLocale } from '../platform/i18n';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { ApplicationDetailsReadModel } from './application-details.read-model';
import { ApplicationReadModel } from './application.read-model';
import { ApplicationDetailsResponse } from './dto/application-details.response';
import { ApplicationCountsResponse, ApplicationListResponse, HistoryResponse } from './dto/application.response';
import { CountApplicationsRequest, ListApplicationsRequest, orderOf } from './dto/list-applications.request';

@ApiTags('Applications')
@SiteInPath()
@Controller('v1/sites/:site/applications')
export class ApplicationController {
  constructor(
    private readonly applications: ApplicationReadModel,
    private readonly detailed: ApplicationDetailsReadModel,
  ) {}

  @Get()
  @Endpoint({
    right: 'applications.read',
    summary: 'List the site’s applications',
    description:
      'Newest first unless sorted otherwise. All filters can be combined; `%`, `_` and `*` in them are letters like any other. ' +
      'Keyset-paged both ways: what arrives or is decided meanwhile shifts nothing. A `previousCursor` shows what was there before; ' +
      'newer ones come on the page before that.',
  })
  async list(
    @Access() { siteId }: SiteAccess,
    @Query() { limit, cursor, sort, ...filter }: ListApplicationsRequest,
  ): Promise<ApplicationListResponse> {
    const page = await this.applications.page({ siteId, filter, order: orderOf(sort), limit, cursor });
    return ApplicationListResponse.from(page);
  }

  @Get('counts')
  @Endpoint({
    right: 'applications.read',
    summary: 'Count the site’s applications by status',
    description: 'With the filters of the list. Exact up to 10,000 in each status; more are told as 10000 that are not exact.',
  })
  async counts(@Access() { siteId }: SiteAccess, @Query() filter: CountApplicationsRequest): Promise<ApplicationCountsResponse> {
    return ApplicationCountsResponse.from(await this.applications.counts(siteId, filter));
  }

  @Get(':id')
  @ApiHeader({ name: 'If-None-Match', description: 'The `ETag` of the answer you have.', example: '"kq1…"', required: false })
  @ApiResponse({ status: 200, description: 'The application.', type: ApplicationDetailsResponse })
  @ApiResponse({ status: 304, description: 'It is as you have it.' })
  @Endpoint({
    right: 'applications.read',
    summary: 'Get an application',
    description:
      'Everything the applicant sent, with the labels it had on the form; how it came in, what became of the mails about it, what else ' +
      'came from the same person or place, and every move so far. Ask again with `If-None-Match` to see whether a colleague has decided.',
    problems: ['application-not-found'],
  })
  async get(
    @Access() { siteId, roles }: SiteAccess,
    @Param('id') id: string,
    @Headers() { 'accept-language': language, 'if-none-match': ifNoneMatch }: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationDetailsResponse | undefined> {
    const seesCodes = roles.some((role) => mayDo(role, 'signup-urls.see-codes'));
    const details = await this.detailed.of(siteId, id, { locale: negotiateLocale(language), seesCodes });
    const answer = ApplicationDetailsResponse.fromDetails(details);
    const tag = contentTag(answer);
    void reply.headers({ etag: tag, 'cache-control': 'no-store', vary: 'Accept-Language, Authorization' });
    if (isAlreadyKnown(ifNoneMatch, tag)) {
      void reply.status(304);
      return undefined;
    }
    return answer;
  }

  @Get(':id/history')
  @Endpoint({
    right: 'applications.read',
    summary: 'Get the history of an application',
    description: 'Every move of its life-cycle, oldest first: who, when, from, to, why. It outlives the application.',
    problems: ['application-not-found'],
  })
  async history(@Access() { siteId }: SiteAccess, @Param('id') id: string): Promise<HistoryResponse> {
    return HistoryResponse.from(await this.applications.history(siteId, id));
  }
}
