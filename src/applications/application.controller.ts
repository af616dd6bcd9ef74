import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { negotiateLocale } from '../platform/i18n';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { ApplicationReadModel } from './application.read-model';
import { ApplicationDetailsResponse, ApplicationListResponse, HistoryResponse } from './dto/application.response';
import { ListApplicationsRequest } from './dto/list-applications.request';

@ApiTags('Applications')
@SiteInPath()
@Controller('v1/sites/:site/applications')
export class ApplicationController {
  constructor(private readonly applications: ApplicationReadModel) {}

  @Get()
  @Endpoint({
    right: 'applications.read',
    summary: 'List the site’s applications',
    description: 'Newest first, keyset-paged. Filter by status.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() query: ListApplicationsRequest): Promise<ApplicationListResponse> {
    const { status: statuses = [], limit, cursor } = query;
    return ApplicationListResponse.from(await this.applications.page({ siteId, statuses, limit, cursor }));
  }

  @Get(':id')
  @Endpoint({
    right: 'applications.read',
    summary: 'Get an application',
    description: 'Everything the applicant sent, and where it stands.',
    problems: ['application-not-found'],
  })
  async get(
    @Access() { siteId }: SiteAccess,
    @Param('id') id: string,
    @Headers('accept-language') language?: string,
  ): Promise<ApplicationDetailsResponse> {
    return ApplicationDetailsResponse.fromDetails(await this.applications.details(siteId, id, negotiateLocale(language)));
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
