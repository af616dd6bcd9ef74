import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { GroupsModule } from '../groups';
import { SignupUrlsModule } from '../signup-urls';
import { SiteHistoryModule } from '../site-history';
import { GroupController } from './group.controller';
import { GroupReadModel } from './group.read-model';
import { SyncGroups } from './sync-groups.use-case';
import { TakeOverGroups } from './take-over-groups';
import { UpsertGroup } from './upsert-group.use-case';

@Module({
  imports: [ApplicationsModule, GroupsModule, SignupUrlsModule, SiteHistoryModule],
  controllers: [GroupController],
  providers: [GroupReadModel, SyncGroups, TakeOverGroups, UpsertGroup],
})
export class GroupSyncModule {}
