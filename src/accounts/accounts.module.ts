import { Module } from '@nestjs/common';
import { SigningKeysModule } from '../signing-keys';
import { SitesModule } from '../sites';
import { AccountStore } from './account.store';
import { LogInMember } from './log-in-member.use-case';
import { MemberSessionController } from './member-session.controller';
import { OpenAccount } from './open-account';

@Module({
  imports: [SigningKeysModule, SitesModule],
  controllers: [MemberSessionController],
  providers: [AccountStore, LogInMember, OpenAccount],
  exports: [OpenAccount],
})
export class AccountsModule {}
