import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { SigningKeysModule } from '../signing-keys';
import { SitesModule } from '../sites';
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
    LogInStaff,
    StaffPasswordStrategy,
    StaffStore,
    StaffTokenStrategy,
    { provide: APP_GUARD, useClass: RightsGuard },
  ],
  exports: [CreateStaff, StaffStore],
})
export class AuthModule {}
