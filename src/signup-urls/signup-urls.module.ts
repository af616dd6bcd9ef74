import { Module } from '@nestjs/common';
import { GroupsModule } from '../groups';
import { SignupUrlArchivingStore } from './signup-url-archiving.store';
import { SignupUrlStore } from './signup-url.store';

@Module({
  imports: [GroupsModule],
  providers: [SignupUrlArchivingStore, SignupUrlStore],
  exports: [SignupUrlArchivingStore, SignupUrlStore],
})
export class SignupUrlsModule {}
