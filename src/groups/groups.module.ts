import { Module } from '@nestjs/common';
import { GroupRegisterStore } from './group-register.store';
import { GroupStore } from './group.store';

@Module({ providers: [GroupRegisterStore, GroupStore], exports: [GroupRegisterStore, GroupStore] })
export class GroupsModule {}
