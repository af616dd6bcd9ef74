import { Module } from '@nestjs/common';
import { GroupsModule } from '../groups';
import { Admission } from './admission';
import { Entrances } from './entrances';
import { SignupTallies } from './signup-tallies';
import { SignupUrlStore } from './signup-url.store';

@Module({
  imports: [GroupsModule],
  providers: [Admission, Entrances, SignupTallies, SignupUrlStore],
  exports: [Admission, Entrances, SignupTallies],
})
export class SignupUrlsModule {}
