import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { GroupFilterRequest, groupFilterIn, ListGroupsRequest } from './dto/group-list.request';
import { GroupCountResponse, GroupListResponse } from './dto/group-list.response';
import { GroupListReadModel } from './group-list.read-model';

@ApiTags('Sign-up URLs')
@SiteInPath()
@Controller('v1/sites/:site/groups')
export class GroupListController {
  constructor(private readonly groups: GroupListReadModel) {}

  @Get()
  @Endpoint({
    right: 'signup-urls.read',
    summary: 'List the groups of the site with their sign-up URLs',
    description: 'By name, keyset-paged; by the beginning of the name, the code, and whether they have a live URL.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() query: ListGroupsRequest): Promise<GroupListResponse> {
    const { limit, cursor } = query;
    return GroupListResponse.from(await this.groups.page({ siteId, filter: groupFilterIn(query), limit, cursor }));
  }

  @Get('count')
  @Endpoint({
    right: 'signup-urls.read',
    summary: 'Count the groups of the site',
    description: 'How many the list with the same filter has; counting stops at 10,000.',
  })
  async count(@Access() { siteId }: SiteAccess, @Query() query: GroupFilterRequest): Promise<GroupCountResponse> {
    return GroupCountResponse.from(await this.groups.count(siteId, groupFilterIn(query)));
  }
}
