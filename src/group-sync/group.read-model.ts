import { Injectable } from '@nestjs/common';
import { GroupRegisterStore, type GroupView } from '../groups';

/** What an LMS asks about its groups. */
@Injectable()
export class GroupReadModel {
  constructor(private readonly register: GroupRegisterStore) {}

  /** Throws `group-not-found`. */
  get(siteId: string, lmsId: string): Promise<GroupView> {
    return this.register.get(siteId, lmsId);
  }
}
