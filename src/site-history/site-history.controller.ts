import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { ListSiteHistoryRequest } from './dto/site-history.request';
import { SiteHistoryResponse } from './dto/site-history.response';
import { readHistoryFilter } from './read-history-filter';
import { SiteHistoryReadModel } from './site-history.read-model';

@ApiTags('Site history')
@SiteInPath()
@Controller('v1/sites/:site/history')
export class SiteHistoryController {
  constructor(private readonly history: SiteHistoryReadModel) {}

  @Get()
  @Endpoint({
    right: 'site-history.read',
    summary: 'Get the history of the site: its events log',
    description:
      'For administrators. Who did what, when, from which address, and what changed from what to what: settings, form and terms, sign-up ' +
      'URLs, groups, mail templates, staff and their log-ins, API keys, decisions, mails sent again, exports, erasures, clean-up. Newest ' +
      'first, keyset-paged; filters can be combined. Entries are only ever added, and deleted when they are as old as the retention ' +
      'says. Of an application no more than its id is told: the rest is in its own history, for as long as there is one.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() query: ListSiteHistoryRequest): Promise<SiteHistoryResponse> {
    const { limit, cursor, ...filter } = query;
    return SiteHistoryResponse.from(await this.history.page({ siteId, filter: readHistoryFilter(filter), limit, cursor }));
  }
}
