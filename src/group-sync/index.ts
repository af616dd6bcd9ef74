export { GroupSyncModule } from './group-sync.module';
