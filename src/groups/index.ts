export {
  type AcceptedGroup,
  type GroupChange,
  type PlannedGroup,
  planSync,
  SYNC_OUTCOMES,
  type SyncOutcome,
} from './domain/plan-sync';
export { GROUPS_A_SYNC, readSync, SYNC_MEMBER } from './domain/read-sync';
export {
  GROUP_CODE_LENGTH,
  GROUP_NAME_LENGTH,
  LMS_ID_LENGTH,
  MEMBER_LIMIT,
  readGroupCalled,
  type ReadGroup,
  type WantedGroup,
} from './domain/wanted-group';
export { Group, SIGNUP_URL_STATUSES, type SignupUrlStatus } from './group.entity';
export { GroupNotFound } from './group.errors';
export { GroupRegisterStore, type GroupView } from './group-register.store';
export { GroupStore, type LockedGroup } from './group.store';
export { GroupSync } from './group-sync.entity';
export { GroupsModule } from './groups.module';
