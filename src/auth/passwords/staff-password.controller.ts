import { Body, Controller, Headers, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../../platform/access/endpoint.decorator';
import { Access, type StaffAccess } from '../../platform/access/staff-access';
import { Origin, type RequestOrigin } from '../../platform/http/request-origin';
import { negotiateLocale } from '../../platform/i18n';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { CurrentStaff } from '../current-staff.decorator';
import { type StaffOnSite } from '../staff-on-site';
import { ChangeStaffPassword } from './change-staff-password.use-case';
import { ChangePasswordRequest, PasswordResetRequest, SetPasswordRequest } from './dto/password.request';
import { PasswordResetResponse } from './dto/password.response';
import { RequestPasswordReset } from './request-password-reset.use-case';
import { SetStaffPassword } from './set-staff-password.use-case';

@ApiTags('Staff')
@Controller('v1/staff')
export class StaffPasswordController {
  constructor(
    private readonly changePassword: ChangeStaffPassword,
    private readonly setPassword: SetStaffPassword,
    private readonly requestReset: RequestPasswordReset,
  ) {}

  @Put('me/password')
  @HttpCode(204)
  @LimitedPerClient('staff-password')
  @Endpoint({
    right: 'staff.password',
    summary: 'Change your password',
    description: 'With the present one. You stay logged in here; all other sessions of yours end at once.',
    problems: ['current-password-wrong'],
    takesBody: true,
  })
  change(
    @Body() { currentPassword, password }: ChangePasswordRequest,
    @CurrentStaff() { id: staffId, sessionId }: StaffOnSite,
    @Access() access: StaffAccess,
    @Ip() address: string,
  ): Promise<void> {
    return this.changePassword.execute({ staffId, sessionId, access }, { current: currentPassword, chosen: password }, address);
  }

  @Post('passwords')
  @HttpCode(204)
  @LimitedPerClient('staff-password')
  @Endpoint({
    right: 'public',
    summary: 'Choose a password with a mailed link',
    description:
      'For who was invited, or has forgotten the password. The link counts once; a password that is refused does not use it up. All ' +
      'sessions of the person end.',
    problems: ['password-link-not-valid'],
    takesBody: true,
  })
  set(@Body() { token, password }: SetPasswordRequest, @Origin() origin: RequestOrigin): Promise<void> {
    return this.setPassword.execute(token, password, origin);
  }

  @Post('password-resets')
  @HttpCode(202)
  @LimitedPerClient('staff-password-reset')
  @Endpoint({
    right: 'public',
    summary: 'Ask for a mail to choose a new password with',
    description:
      'Always the same answer, in the same time, whether or not somebody on the staff has the address. The link counts once, for an ' +
      'hour, and in the place of an earlier one. Five mails an hour to one address; beyond that none is sent, and the answer stays the same.',
    takesBody: true,
  })
  async requestMail(
    @Body() { email }: PasswordResetRequest,
    @Headers('accept-language') languages: string | undefined,
  ): Promise<PasswordResetResponse> {
    await this.requestReset.execute(email, negotiateLocale(languages));
    return { outcome: 'accepted' };
  }
}
