import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Group } from './group.entity';

@Injectable()
export class GroupStore {
  constructor(private readonly dataSource: DataSource) {}

  find(siteId: string, id: string, manager: EntityManager = this.dataSource.manager): Promise<Group | null> {
    return manager.findOneBy(Group, { siteId, id });
  }
}
