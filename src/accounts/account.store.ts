import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { findShared } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { Account } from './account.entity';

@Injectable()
export class AccountStore {
  constructor(private readonly dataSource: DataSource) {}

  addAll(tx: Tx, accounts: Account[]): Promise<unknown> {
    return tx.insert(Account, accounts);
  }

  find(tx: Tx, siteId: string, id: string): Promise<Account | null> {
    return tx.findOneBy(Account, { siteId, id });
  }

  /** Whether the site has this account; if so, nobody takes it away until the transaction ends. */
  async holdIfThere(tx: Tx, siteId: string, id: string): Promise<boolean> {
    return (await findShared(tx, Account, { siteId, id })) !== null;
  }

  findByLoginId(siteId: string, loginIdKey: string): Promise<Account | null> {
    return this.dataSource.manager.findOneBy(Account, { siteId, loginIdKey });
  }

  /** Only members without a login ID log in with their address. */
  findByEmail(siteId: string, emailKey: string): Promise<Account | null> {
    return this.dataSource.manager.findOneBy(Account, { siteId, emailKey, loginIdKey: IsNull() });
  }
}
