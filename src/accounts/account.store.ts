import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { type Tx } from '../platform/database/transactions';
import { Account } from './account.entity';

@Injectable()
export class AccountStore {
  constructor(private readonly dataSource: DataSource) {}

  addAll(tx: Tx, accounts: Account[]): Promise<unknown> {
    return tx.insert(Account, accounts);
  }

  findByLoginId(siteId: string, loginIdKey: string): Promise<Account | null> {
    return this.dataSource.manager.findOneBy(Account, { siteId, loginIdKey });
  }

  /** Only members without a login ID log in with their address. */
  findByEmail(siteId: string, emailKey: string): Promise<Account | null> {
    return this.dataSource.manager.findOneBy(Account, { siteId, emailKey, loginIdKey: IsNull() });
  }
}
