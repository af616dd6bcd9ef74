import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApplicationResponse } from '../applications';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { ApproveApplication } from './approve-application.use-case';
import { DeclineApplication } from './decline-application.use-case';
import { ApproveRequest, DeclineRequest } from './dto/decision.request';

@ApiTags('Applications')
@SiteInPath()
@Controller('v1/sites/:site/applications/:id')
export class ApprovalController {
  constructor(
    private readonly approveApplication: ApproveApplication,
    private readonly declineApplication: DeclineApplication,
  ) {}

  @Post('approve')
  @HttpCode(200)
  @Endpoint({
    right: 'applications.decide',
    summary: 'Approve an application',
    description: 'The applicant becomes a member and can log in. Approving again changes nothing and gets the same answer.',
    problems: ['application-not-found', 'application-not-activated', 'already-decided', 'claims-taken', 'group-full'],
    takesBody: true,
  })
  async approve(
    @Access() access: SiteAccess,
    @Param('id') id: string,
    @Body() { notifyByEmail, reconsider }: ApproveRequest,
  ): Promise<ApplicationResponse> {
    return ApplicationResponse.from(await this.approveApplication.execute(access, { id, notifyByEmail, reconsider }));
  }

  @Post('decline')
  @HttpCode(200)
  @Endpoint({
    right: 'applications.decide',
    summary: 'Do not approve an application',
    description: 'Login ID and e-mail address are free again. Declining again changes nothing and gets the same answer.',
    problems: ['application-not-found', 'already-decided'],
    takesBody: true,
  })
  async decline(
    @Access() access: SiteAccess,
    @Param('id') id: string,
    @Body() { notifyByEmail, reason }: DeclineRequest,
  ): Promise<ApplicationResponse> {
    return ApplicationResponse.from(await this.declineApplication.execute(access, { id, notifyByEmail, reason: reason ?? null }));
  }
}
