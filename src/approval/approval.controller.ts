import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApplicationResponse } from '../applications';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { DecideApplication } from './decide-application.use-case';
import { ApproveRequest, DeclineRequest } from './dto/decision.request';
import { MayBeRepeated } from './may-be-repeated.decorator';

@ApiTags('Applications')
@SiteInPath()
@Controller('v1/sites/:site/applications/:id')
export class ApprovalController {
  constructor(private readonly decideApplication: DecideApplication) {}

  @Post('approve')
  @HttpCode(200)
  @MayBeRepeated()
  @Endpoint({
    right: 'applications.decide',
    summary: 'Approve an application',
    description: 'The applicant becomes a member and can log in. Approving again changes nothing and gets the same answer.',
    problems: [
      'application-not-found',
      'application-not-activated',
      'already-decided',
      'claims-taken',
      'group-full',
      'idempotency-key-in-use',
      'idempotency-key-reused',
    ],
    takesBody: true,
  })
  async approve(
    @Access() access: SiteAccess,
    @Param('id') id: string,
    @Body() wish: ApproveRequest,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<ApplicationResponse> {
    return ApplicationResponse.from(await this.decideApplication.execute(access, id, { kind: 'approve', ...wish }, key));
  }

  @Post('decline')
  @HttpCode(200)
  @MayBeRepeated()
  @Endpoint({
    right: 'applications.decide',
    summary: 'Do not approve an application',
    description: 'Login ID and e-mail address are free again. Declining again changes nothing and gets the same answer.',
    problems: ['application-not-found', 'already-decided', 'idempotency-key-in-use', 'idempotency-key-reused'],
    takesBody: true,
  })
  async decline(
    @Access() access: SiteAccess,
    @Param('id') id: string,
    @Body() wish: DeclineRequest,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<ApplicationResponse> {
    return ApplicationResponse.from(await this.decideApplication.execute(access, id, { kind: 'decline', ...wish }, key));
  }
}
