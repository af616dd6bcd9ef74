import { Module } from '@nestjs/common';
import { GroupsModule } from '../groups';
import { SignupUrlStore } from './signup-url.store';

@Module({ imports: [GroupsModule], providers: [SignupUrlStore], exports: [SignupUrlStore] })
export class SignupUrlsModule {}
