export { GroupSyncModule } from './group-sync.module';
export { SyncGroups } from './sync-groups.use-case';
