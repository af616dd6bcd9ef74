import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { GROUPS_A_SYNC, SYNC_MEMBER } from '../groups';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { BodyLimit } from '../platform/http/body-limit.decorator';
import { NDJSON_MEDIA_TYPE } from '../platform/http/streamed-answers';
import { negotiateLocale } from '../platform/i18n';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { memberOfStaff } from '../site-history';
import { SyncGroupsRequest, UpsertGroupRequest } from './dto/group.request';
import { GroupResponse, UpsertedGroupResponse } from './dto/group.response';
import { SyncOptionsRequest } from './dto/sync-options.request';
import { SyncReportResponse } from './dto/sync-report.response';
import { GroupReadModel } from './group.read-model';
import { SyncGroups } from './sync-groups.use-case';
import { UpsertGroup } from './upsert-group.use-case';

// 10,000 groups of some 800 bytes each.
const LARGEST_SYNC_IN_KIB = 8 * 1024;

const FACULTY = { name: 'Science' };
const COURSE = { name: 'Mathematics 101', code: 'MATH-101', parentLmsId: 'faculty-of-science', memberLimit: 200 };
const ONE_GROUP = {
  'a course of a faculty': { value: COURSE },
  'a group that is archived': { value: { ...FACULTY, archived: true } },
};
const SOME_GROUPS = {
  'a faculty and a course of it': {
    value: {
      groups: [
        { lmsId: 'faculty-of-science', ...FACULTY },
        { lmsId: 'course-4711', ...COURSE },
      ],
    },
  },
};

@ApiTags('Groups')
@SiteInPath()
@Controller('v1/sites/:site/groups')
export class GroupController {
  constructor(
    private readonly groups: GroupReadModel,
    private readonly upsertGroup: UpsertGroup,
    private readonly syncGroups: SyncGroups,
  ) {}

  @Get(':lmsId')
  @ApiParam({ name: 'lmsId', description: 'The id that the LMS has for the group.', example: 'course-4711' })
  @Endpoint({
    right: 'groups.read',
    summary: 'Get a group',
    description: 'By the id that the LMS has for it.',
    problems: ['group-not-found'],
  })
  async get(@Access() { siteId }: SiteAccess, @Param('lmsId') lmsId: string): Promise<GroupResponse> {
    return GroupResponse.from(await this.groups.get(siteId, lmsId));
  }

  @Put(':lmsId')
  @ApiParam({ name: 'lmsId', description: 'The id that the LMS has for the group.', example: 'course-4711' })
  @ApiBody({ type: UpsertGroupRequest, examples: ONE_GROUP })
  @ApiResponse({ status: HttpStatus.CREATED, description: 'It is new.', type: UpsertedGroupResponse })
  @ApiResponse({ status: HttpStatus.OK, description: 'It was there, and is like that now.', type: UpsertedGroupResponse })
  @Endpoint({
    right: 'groups.update',
    summary: 'Create or replace a group',
    description:
      'For administrators. The group becomes what is sent: what is left out is taken away. Archiving stops its sign-up URL for good; ' +
      'applications that wait stay, and can be decided. What really changed is in the history of the site. The id is in the path; a body ' +
      'may repeat it, but not have another one.',
    takesBody: true,
  })
  async upsert(
    @Access() access: SiteAccess,
    @Param('lmsId') lmsId: string,
    @Body() group: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UpsertedGroupResponse> {
    const upserted = await this.upsertGroup.execute(access.siteId, lmsId, group, memberOfStaff(access));
    void reply.status(upserted.outcome === 'created' ? HttpStatus.CREATED : HttpStatus.OK);
    return UpsertedGroupResponse.from(upserted);
  }

  @Post('sync')
  @HttpCode(HttpStatus.OK)
  @ApiBody({ type: SyncGroupsRequest, examples: SOME_GROUPS })
  @ApiConsumes('application/json', NDJSON_MEDIA_TYPE)
  @BodyLimit(LARGEST_SYNC_IN_KIB, { ndjson: { member: SYNC_MEMBER, mostLines: GROUPS_A_SYNC.maximum } })
  @Endpoint({
    right: 'groups.update',
    summary: 'Create or replace many groups',
    description:
      'For administrators. 1 to 10,000 groups, as JSON or as NDJSON with one group a line; bodies up to 8 MiB. Each becomes what is sent, as ' +
      'if sent for itself; a parent may stand anywhere in the list. A group at fault is refused and reported, and keeps none of the others; ' +
      'what is taken is taken in one transaction. Groups that are not in the list stay as they are. With `dryRun` nothing changes.',
    takesBody: true,
  })
  async sync(
    @Access() access: SiteAccess,
    @Query() { dryRun }: SyncOptionsRequest,
    @Body() groups: object,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<SyncReportResponse> {
    const report = await this.syncGroups.execute(access.siteId, groups, dryRun, memberOfStaff(access));
    return SyncReportResponse.from(report, negotiateLocale(acceptLanguage));
  }
}
