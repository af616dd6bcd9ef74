import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { SigningKeysModule } from '../signing-keys';
import { SitesModule } from '../sites';
import { LogInLimits } from './log-in-limits';
import { EndStaffSessions } from './sessions/end-staff-sessions.use-case';
import { RefreshStaffSession } from './sessions/refresh-staff-session.use-case';
import { RefreshTokens } from './sessions/refresh-tokens';
import { SessionCookies } from './sessions/session-cookies';
import { SessionTokenIssuer } from './sessions/session-tokens';
import { StaffSessionReadModel } from './sessions/staff-session.read-model';
import { StaffSessionStore } from './sessions/staff-session.store';
import { CreateStaff } from './create-staff.use-case';
import { LogInStaff } from './log-in-staff.use-case';
import { RightsGuard } from './rights.guard';
import { StaffPasswordStrategy } from './staff-password.guard';
import { StaffSessionController } from './staff-session.controller';
import { StaffTokenStrategy } from './staff-token.strategy';
import { StaffStore } from './staff.store';

@Module({
  imports: [DiscoveryModule, PassportModule, SigningKeysModule, SitesModule],
  controllers: [StaffSessionController],
  providers: [
    CreateStaff,
    EndStaffSessions,
    LogInLimits,
    LogInStaff,
    RefreshStaffSession,
    RefreshTokens,
    SessionCookies,
    SessionTokenIssuer,
    StaffSessionReadModel,
    StaffSessionStore,
    StaffPasswordStrategy,
    StaffStore,
    StaffTokenStrategy,
    { provide: APP_GUARD, useClass: RightsGuard },
  ],
  exports: [CreateStaff, StaffStore],
})
export class AuthModule {}
