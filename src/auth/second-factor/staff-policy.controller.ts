import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../../platform/access/staff-access';
import { SiteInPath } from '../../platform/openapi/site-in-path.decorator';
import { ChangeStaffPolicy } from './change-staff-policy.use-case';
import { StaffPolicyRequest } from './dto/second-factor.request';
import { StaffPolicyResponse } from './dto/second-factor.response';

@ApiTags('Staff')
@SiteInPath()
@Controller('v1/sites/:site/staff-policy')
export class StaffPolicyController {
  constructor(private readonly policy: ChangeStaffPolicy) {}

  @Get()
  @Endpoint({
    right: 'staff-policy.read',
    summary: 'Get what the site demands of its staff',
    description: 'Whether a second factor is required. The deployment may require one of everybody (`STAFF_TOTP`).',
  })
  get(@Access() { siteId }: SiteAccess): Promise<StaffPolicyResponse> {
    return this.policy.get(siteId);
  }

  @Put()
  @Endpoint({
    right: 'staff-policy.update',
    summary: 'Say what the site demands of its staff',
    description:
      'For administrators. Counts at everybody’s next request: who has no second factor may do nothing here but set one up.',
    takesBody: true,
  })
  async change(@Body() wanted: StaffPolicyRequest, @Access() access: SiteAccess): Promise<StaffPolicyResponse> {
    const { secondFactorRequired } = wanted;
    await this.policy.execute({ secondFactorRequired }, access);
    return { secondFactorRequired };
  }
}
