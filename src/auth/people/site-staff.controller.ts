import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../../platform/access/staff-access';
import { entityTag, versionIn } from '../../platform/http/entity-tag';
import { PageRequest } from '../../platform/http/page.request';
import { negotiateLocale } from '../../platform/i18n';
import { SiteInPath } from '../../platform/openapi/site-in-path.decorator';
import { ChangeMembership } from './change-membership.use-case';
import { ChangeRoleRequest, InviteStaffRequest } from './dto/staff.request';
import { ColleagueResponse, ColleaguesResponse } from './dto/staff.response';
import { InviteStaff } from './invite-staff.use-case';
import { StaffReadModel } from './staff.read-model';

@ApiTags('Staff')
@SiteInPath()
@Controller('v1/sites/:site/staff')
export class SiteStaffController {
  constructor(
    private readonly people: StaffReadModel,
    private readonly inviteStaff: InviteStaff,
    private readonly changeMembership: ChangeMembership,
  ) {}

  @Get()
  @Endpoint({
    right: 'site-staff.read',
    summary: 'List the staff of the site',
    description: 'For administrators and operators. Who came first first, keyset-paged.',
  })
  async list(@Access() { siteId }: SiteAccess, @Query() page: PageRequest): Promise<ColleaguesResponse> {
    return ColleaguesResponse.from(await this.people.ofSite(siteId, page));
  }

  @Post()
  @Endpoint({
    right: 'site-staff.update',
    summary: 'Invite somebody to the staff of the site',
    description:
      'For administrators and operators. They are mailed a link, good for 72 hours and once, to choose a password with. Who works for ' +
      'another site already keeps their name and password, and is told so. Five mails an hour to one address.',
    problems: ['staff-email-taken', 'own-role', 'too-many-requests'],
    takesBody: true,
  })
  async invite(
    @Body() { name, email, role, locale }: InviteStaffRequest,
    @Headers('accept-language') languages: string | undefined,
    @Access() access: SiteAccess,
  ): Promise<ColleagueResponse> {
    const wish = { name, email, role, locale: locale ?? negotiateLocale(languages) };
    return ColleagueResponse.from(await this.inviteStaff.toSite(access.siteId, wish, access));
  }

  @Get(':id')
  @Endpoint({
    right: 'site-staff.read',
    summary: 'Get somebody on the staff of the site',
    description: 'For administrators and operators. The `ETag` names the version of the role; send it back when changing it.',
    problems: ['staff-member-not-found'],
  })
  async get(
    @Access() { siteId }: SiteAccess,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ColleagueResponse> {
    return answer(reply, ColleagueResponse.from(await this.people.onSite(siteId, id)));
  }

  @Patch(':id')
  @ApiParam({ name: 'id', description: 'The person.' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of the version you have read.', example: '"1"' })
  @Endpoint({
    right: 'site-staff.update',
    summary: 'Change somebody’s role on the site',
    description:
      'For administrators and operators. Counts at the person’s next request. Not one’s own, nor that of the last administrator.',
    problems: ['staff-member-not-found', 'if-match-required', 'version-stale', 'own-role', 'last-administrator'],
    takesBody: true,
  })
  async change(
    @Req() { headers, params }: FastifyRequest<{ Params: { id: string } }>,
    @Body() { role }: ChangeRoleRequest,
    @Access() access: SiteAccess,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ColleagueResponse> {
    const whom = { siteId: access.siteId, staffId: params.id };
    const changed = await this.changeMembership.toRole(whom, versionIn(headers['if-match']), role, access);
    return answer(reply, ColleagueResponse.from(changed));
  }

  @Delete(':id')
  @HttpCode(204)
  @Endpoint({
    right: 'site-staff.update',
    summary: 'Take somebody off the staff of the site',
    description:
      'For administrators and operators. Counts at the person’s next request. What they did stays in the history under their name. Not ' +
      'oneself, nor the last administrator.',
    problems: ['staff-member-not-found', 'own-role', 'last-administrator'],
  })
  remove(@Param('id') staffId: string, @Access() access: SiteAccess): Promise<void> {
    return this.changeMembership.remove({ siteId: access.siteId, staffId }, access);
  }
}

function answer(reply: FastifyReply, colleague: ColleagueResponse): ColleagueResponse {
  void reply.header('etag', entityTag(colleague.version));
  return colleague;
}
