export { Account } from './account.entity';
export { AccountsModule } from './accounts.module';
export { MemberSession } from './sessions/member-session.entity';
export { PurgeMemberSessions } from './sessions/purge-member-sessions';
export { GroupFull, GroupPlaces } from './group-places';
export { type NewAccount, OpenAccount } from './open-account';
