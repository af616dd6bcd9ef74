import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SignupUrl } from './signup-url.entity';

@Injectable()
export class SignupUrlStore {
  constructor(private readonly dataSource: DataSource) {}

  findByKey(siteId: string, key: string, manager: EntityManager = this.dataSource.manager): Promise<SignupUrl | null> {
    return manager.findOneBy(SignupUrl, { siteId, key });
  }
}
