export { searchKey } from './domain/search-key';
export { Group, SIGNUP_URL_STATUSES, type SignupUrlStatus } from './group.entity';
export { GroupStore, type LockedGroup } from './group.store';
export { GroupSync } from './group-sync.entity';
export { GroupsModule } from './groups.module';
