import { Module } from '@nestjs/common';
import { GroupsModule } from '../groups';
import { SessionsModule } from '../sessions';
import { SigningKeysModule } from '../signing-keys';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { AccountReadModel } from './account.read-model';
import { AccountStore } from './account.store';
import { AccountsController } from './accounts.controller';
import { GroupPlaces } from './group-places';
import { ListAccounts } from './list-accounts.use-case';
import { LogInMember } from './log-in-member.use-case';
import { MemberSessionController } from './member-session.controller';
import { OpenAccount } from './open-account';
import { EndMemberSessions } from './sessions/end-member-sessions.use-case';
import { InspectMemberToken } from './sessions/inspect-member-token.use-case';
import { MemberSessionStore } from './sessions/member-session.store';
import { MemberTokenIssuer } from './sessions/member-tokens';
import { PurgeMemberSessions } from './sessions/purge-member-sessions';
import { RefreshMemberSession } from './sessions/refresh-member-session.use-case';

const SESSIONS = [
  EndMemberSessions,
  InspectMemberToken,
  LogInMember,
  MemberSessionStore,
  MemberTokenIssuer,
  PurgeMemberSessions,
  RefreshMemberSession,
];

@Module({
  imports: [GroupsModule, SessionsModule, SigningKeysModule, SiteHistoryModule, SitesModule],
  controllers: [AccountsController, MemberSessionController],
  providers: [AccountReadModel, AccountStore, GroupPlaces, ListAccounts, OpenAccount, ...SESSIONS],
  exports: [GroupPlaces, OpenAccount, PurgeMemberSessions],
})
export class AccountsModule {}
