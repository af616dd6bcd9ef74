import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { findShared } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { SignupUrl } from './signup-url.entity';

@Injectable()
export class SignupUrlStore {
  constructor(private readonly dataSource: DataSource) {}

  findByKey(siteId: string, key: string): Promise<SignupUrl | null> {
    return this.dataSource.manager.findOneBy(SignupUrl, { siteId, key });
  }

  /** Of any site. */
  findAnywhere(key: string): Promise<SignupUrl | null> {
    return this.dataSource.manager.findOneBy(SignupUrl, { key });
  }

  /** Nobody changes the row until the transaction ends. */
  findShared(tx: Tx, siteId: string, id: string): Promise<SignupUrl | null> {
    return findShared(tx, SignupUrl, { siteId, id });
  }
}
