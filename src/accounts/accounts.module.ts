import { Module } from '@nestjs/common';
import { GroupsModule } from '../groups';
import { SigningKeysModule } from '../signing-keys';
import { SitesModule } from '../sites';
import { AccountStore } from './account.store';
import { GroupPlaces } from './group-places';
import { LogInMember } from './log-in-member.use-case';
import { MemberSessionController } from './member-session.controller';
import { OpenAccount } from './open-account';

@Module({
  imports: [GroupsModule, SigningKeysModule, SitesModule],
  controllers: [MemberSessionController],
  providers: [AccountStore, GroupPlaces, LogInMember, OpenAccount],
  exports: [GroupPlaces, OpenAccount],
})
export class AccountsModule {}
