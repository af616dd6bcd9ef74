import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { ListSiteHistoryRequest } from './dto/site-history.request';
import { SiteHistoryResponse } from './dto/site-history.response';
import { SiteHistoryReadModel } from './site-history.read-model';

@ApiTags('Site history')
@SiteInPath()
@Controller('v1/sites/:site/history')
export class SiteHistoryController {
  constructor(private readonly history: SiteHistoryReadModel) {}

  @Get()
  @Endpoint({
    right: 'site-history.read',
    summary: 'Get the history of the site',
    description:
      'For administrators. Who changed what, when, from what to what; newest first, keyset-paged. Entries are only ever added. ' +
      'The history of an application is its own.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() query: ListSiteHistoryRequest): Promise<SiteHistoryResponse> {
    const { subject: subjects = [], limit, cursor } = query;
    return SiteHistoryResponse.from(await this.history.page({ siteId, subjects, limit, cursor }));
  }
}
