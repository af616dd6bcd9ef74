import { Module } from '@nestjs/common';
import { GroupsModule } from '../groups';
import { SigningKeysModule } from '../signing-keys';
import { SitesModule } from '../sites';
import { AccountReadModel } from './account.read-model';
import { AccountStore } from './account.store';
import { AccountsController } from './accounts.controller';
import { GroupPlaces } from './group-places';
import { ListAccounts } from './list-accounts.use-case';
import { LogInMember } from './log-in-member.use-case';
import { MemberSessionController } from './member-session.controller';
import { OpenAccount } from './open-account';

@Module({
  imports: [GroupsModule, SigningKeysModule, SitesModule],
  controllers: [AccountsController, MemberSessionController],
  providers: [AccountReadModel, AccountStore, GroupPlaces, ListAccounts, LogInMember, OpenAccount],
  exports: [GroupPlaces, OpenAccount],
})
export class AccountsModule {}
