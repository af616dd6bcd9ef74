import { Body, Controller, Delete, Get, HttpCode, Ip, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../../platform/access/endpoint.decorator';
import { Access, type StaffAccess } from '../../platform/access/staff-access';
import { LimitedPerClient } from '../../platform/rate-limits/limited-per-client.decorator';
import { CurrentStaff } from '../current-staff.decorator';
import { type StaffOnSite } from '../staff-on-site';
import { ConfirmSecondFactorRequest, EnrolRequest, RemoveSecondFactorRequest } from './dto/second-factor.request';
import { EnrolmentResponse, RecoveryCodesResponse, SecondFactorResponse } from './dto/second-factor.response';
import { ManageSecondFactor } from './manage-second-factor.use-case';

@ApiTags('Staff')
@Controller('v1/staff')
export class SecondFactorController {
  constructor(private readonly secondFactor: ManageSecondFactor) {}

  @Get('me/totp')
  @Endpoint({
    right: 'staff.second-factor',
    summary: 'Get how things stand with your second factor',
    description: 'Whether one is asked for when you log in, and how many recovery codes are left.',
  })
  state(@CurrentStaff() { id }: StaffOnSite): Promise<SecondFactorResponse> {
    return this.secondFactor.stateOf(id);
  }

  @Post('me/totp')
  @LimitedPerClient('staff-password')
  @Endpoint({
    right: 'staff.second-factor',
    summary: 'Set up an authenticator app',
    description:
      'With your password. Answers the secret, for the only time, also as QR code (TOTP, RFC 6238: SHA-1, six digits, 30 seconds). It is ' +
      'asked for nowhere before you confirm it; asking again makes another.',
    problems: ['current-password-wrong', 'second-factor-enrolled'],
    takesBody: true,
  })
  begin(
    @Body() { password }: EnrolRequest,
    @CurrentStaff() { id }: StaffOnSite,
    @Ip() address: string,
  ): Promise<EnrolmentResponse> {
    return this.secondFactor.begin(id, password, address);
  }

  @Post('me/totp/confirmation')
  @LimitedPerClient('staff-password')
  @Endpoint({
    right: 'staff.second-factor',
    summary: 'Confirm the authenticator app with a code of it',
    description:
      'From now on a code is asked for when you log in. Answers ten recovery codes, for the only time. Your other sessions end. Five wrong ' +
      'codes within 15 minutes hold up all others.',
    problems: ['second-factor-not-enrolled', 'second-factor-enrolled', 'second-factor-wrong'],
    takesBody: true,
  })
  async confirm(
    @Body() { code }: ConfirmSecondFactorRequest,
    @CurrentStaff() { id: staffId, sessionId }: StaffOnSite,
    @Access() access: StaffAccess,
  ): Promise<RecoveryCodesResponse> {
    return { recoveryCodes: await this.secondFactor.confirm({ staffId, sessionId }, code, access) };
  }

  @Post('me/totp/removal')
  @HttpCode(204)
  @LimitedPerClient('staff-password')
  @Endpoint({
    right: 'staff.second-factor',
    summary: 'Do without your second factor again',
    description: 'With your password and a code, of the app or a recovery code. Where one is required, you set up another next.',
    problems: ['second-factor-not-enrolled', 'current-password-wrong', 'second-factor-wrong'],
    takesBody: true,
  })
  remove(@Body() proof: RemoveSecondFactorRequest, @Access() access: StaffAccess, @Ip() address: string): Promise<void> {
    return this.secondFactor.remove(access, proof, address);
  }

  @Delete(':id/totp')
  @HttpCode(204)
  @Endpoint({
    right: 'staff.update',
    summary: 'Take somebody’s second factor away',
    description: 'For operators: who has lost app and recovery codes sets up another after logging in. All their sessions end.',
    problems: ['staff-member-not-found'],
  })
  removeFrom(@Param('id') id: string, @Access() access: StaffAccess): Promise<void> {
    return this.secondFactor.removeFrom(id, access);
  }
}
