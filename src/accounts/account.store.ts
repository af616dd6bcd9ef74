import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Tx } from '../platform/database/transactions';
import { Account } from './account.entity';

@Injectable()
export class AccountStore {
  constructor(private readonly dataSource: DataSource) {}

  add(tx: Tx, account: Account): Promise<unknown> {
    return tx.insert(Account, account);
  }

  findByLoginId(siteId: string, loginIdKey: string): Promise<Account | null> {
    return this.dataSource.manager.findOneBy(Account, { siteId, loginIdKey });
  }
}
