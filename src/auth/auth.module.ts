import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { MailModule } from '../mail';
import { SessionsModule } from '../sessions';
import { SigningKeysModule } from '../signing-keys';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { ApiKeyAccess } from './api-keys/api-key-access';
import { ApiKeyStore } from './api-keys/api-key.store';
import { ApiKeysController } from './api-keys/api-keys.controller';
import { ManageApiKeys } from './api-keys/manage-api-keys.use-case';
import { CreateStaff } from './create-staff.use-case';
import { LogInStaff } from './log-in-staff.use-case';
import { ChangeStaffPassword } from './passwords/change-staff-password.use-case';
import { RequestPasswordReset } from './passwords/request-password-reset.use-case';
import { SetStaffPassword } from './passwords/set-staff-password.use-case';
import { StaffLinks } from './passwords/staff-links';
import { StaffPassword } from './passwords/staff-password';
import { StaffPasswordController } from './passwords/staff-password.controller';
import { ChangeMembership } from './people/change-membership.use-case';
import { DisableStaff } from './people/disable-staff.use-case';
import { InviteStaff } from './people/invite-staff.use-case';
import { MembershipStore } from './people/membership.store';
import { OperatorsController } from './people/operators.controller';
import { SiteStaffController } from './people/site-staff.controller';
import { StaffReadModel } from './people/staff.read-model';
import { PurgeStaffAccess } from './purge-staff-access';
import { RightsGuard } from './rights.guard';
import { ChangeStaffPolicy } from './second-factor/change-staff-policy.use-case';
import { ManageSecondFactor } from './second-factor/manage-second-factor.use-case';
import { SecondFactorCheck } from './second-factor/second-factor-check';
import { SecondFactorController } from './second-factor/second-factor.controller';
import { SecondFactorStore } from './second-factor/second-factor.store';
import { StaffPolicyController } from './second-factor/staff-policy.controller';
import { EndStaffSessions } from './sessions/end-staff-sessions.use-case';
import { RefreshStaffSession } from './sessions/refresh-staff-session.use-case';
import { SessionCookies } from './sessions/session-cookies';
import { SessionTokenIssuer } from './sessions/session-tokens';
import { StaffSessionReadModel } from './sessions/staff-session.read-model';
import { StaffSessionStore } from './sessions/staff-session.store';
import { StaffHistory } from './staff-history';
import { StaffMailLimit } from './staff-mail-limit';
import { StaffPasswordStrategy } from './staff-password.guard';
import { StaffSessionController } from './staff-session.controller';
import { StaffTokenStrategy } from './staff-token.strategy';
import { StaffStore } from './staff.store';

const API_KEYS = [ApiKeyAccess, ApiKeyStore, ManageApiKeys];
const PEOPLE = [
  ChangeMembership,
  DisableStaff,
  InviteStaff,
  MembershipStore,
  StaffHistory,
  StaffMailLimit,
  StaffReadModel,
  StaffStore,
];
const PASSWORDS = [ChangeStaffPassword, RequestPasswordReset, SetStaffPassword, StaffLinks, StaffPassword];
const SECOND_FACTOR = [ChangeStaffPolicy, ManageSecondFactor, SecondFactorCheck, SecondFactorStore];
const SESSIONS = [
  EndStaffSessions,
  RefreshStaffSession,
  SessionCookies,
  SessionTokenIssuer,
  StaffSessionReadModel,
  StaffSessionStore,
];

@Module({
  imports: [DiscoveryModule, MailModule, PassportModule, SessionsModule, SigningKeysModule, SiteHistoryModule, SitesModule],
  controllers: [
    ApiKeysController,
    StaffSessionController,
    StaffPasswordController,
    SecondFactorController,
    OperatorsController,
    SiteStaffController,
    StaffPolicyController,
  ],
  providers: [
    ...API_KEYS,
    ...PEOPLE,
    ...PASSWORDS,
    ...SECOND_FACTOR,
    ...SESSIONS,
    CreateStaff,
    LogInStaff,
    PurgeStaffAccess,
    StaffPasswordStrategy,
    StaffTokenStrategy,
    { provide: APP_GUARD, useClass: RightsGuard },
  ],
  exports: [CreateStaff, PurgeStaffAccess, SetStaffPassword, StaffStore],
})
export class AuthModule {}
