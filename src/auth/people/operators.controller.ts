import { Body, Controller, Get, Headers, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../../platform/access/endpoint.decorator';
import { Access, type StaffAccess } from '../../platform/access/staff-access';
import { PageRequest } from '../../platform/http/page.request';
import { negotiateLocale } from '../../platform/i18n';
import { DisableStaff } from './disable-staff.use-case';
import { ChangeStaffRequest, InviteOperatorRequest } from './dto/staff.request';
import { StaffMemberResponse, StaffMembersResponse } from './dto/staff.response';
import { InviteStaff } from './invite-staff.use-case';
import { StaffReadModel } from './staff.read-model';

@ApiTags('Staff')
@Controller('v1/staff')
export class OperatorsController {
  constructor(
    private readonly people: StaffReadModel,
    private readonly inviteStaff: InviteStaff,
    private readonly disableStaff: DisableStaff,
  ) {}

  @Get()
  @Endpoint({
    right: 'staff.read',
    summary: 'List the operators',
    description: 'For operators. Who came first first, keyset-paged. The staff of a site: `GET /v1/sites/{site}/staff`.',
  })
  async list(@Query() page: PageRequest): Promise<StaffMembersResponse> {
    return StaffMembersResponse.from(await this.people.operators(page));
  }

  @Post()
  @Endpoint({
    right: 'staff.update',
    summary: 'Invite another operator',
    description: 'For operators. They are mailed a link, good for 72 hours and once, to choose a password with.',
    problems: ['staff-email-taken', 'too-many-requests'],
    takesBody: true,
  })
  async invite(
    @Body() { name, email, locale }: InviteOperatorRequest,
    @Headers('accept-language') languages: string | undefined,
    @Access() access: StaffAccess,
  ): Promise<StaffMemberResponse> {
    const wish = { name, email, locale: locale ?? negotiateLocale(languages) };
    return StaffMemberResponse.from(await this.inviteStaff.asOperator(wish, access));
  }

  @Patch(':id')
  @Endpoint({
    right: 'staff.update',
    summary: 'Shut somebody out of the service, or let them in again',
    description: 'For operators: anybody on any staff but oneself. All their sessions end at once; their roles stay as they are.',
    problems: ['staff-member-not-found', 'own-role'],
    takesBody: true,
  })
  async change(
    @Param('id') id: string,
    @Body() { disabled }: ChangeStaffRequest,
    @Access() access: StaffAccess,
  ): Promise<StaffMemberResponse> {
    return StaffMemberResponse.from(await this.disableStaff.execute(id, disabled, access));
  }
}
