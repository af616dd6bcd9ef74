import { Body, Controller, Get, Post, Req, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type StaffAccess } from '../platform/access/staff-access';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { StaffLogInRequest } from './dto/staff-session.request';
import { AccessTokenResponse } from '../signing-keys';
import { StaffResponse } from './dto/staff-session.response';
import { LogInStaff } from './log-in-staff.use-case';
import { StaffPasswordGuard } from './staff-password.guard';

@ApiTags('Staff')
@Controller('v1/staff')
export class StaffSessionController {
  constructor(private readonly logInStaff: LogInStaff) {}

  @Post('sessions')
  @UseGuards(StaffPasswordGuard)
  @LimitedPerClient('staff-log-in')
  @Endpoint({
    right: 'public',
    summary: 'Log in as operator, administrator, reviewer or viewer',
    description:
      'Answers an access token. In Swagger UI, paste it under “Authorize”. A wrong address and a wrong password get the same answer.',
    problems: ['wrong-credentials'],
    takesBody: true,
  })
  async logIn(
    @Body() _credentials: StaffLogInRequest,
    @Req() { user }: { user: Parameters<LogInStaff['issueToken']>[0] },
  ): Promise<AccessTokenResponse> {
    return AccessTokenResponse.from(await this.logInStaff.issueToken(user));
  }

  @Get('me')
  @Endpoint({
    right: 'staff.me',
    summary: 'Get who you are',
    description: 'The person behind the access token, and their roles.',
  })
  me(@Access() access: StaffAccess): StaffResponse {
    return StaffResponse.from(access);
  }
}
