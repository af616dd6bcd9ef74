import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { type Account } from './account.entity';
import { AccountStore } from './account.store';

export type NewAccount = Omit<Account, 'id' | 'createdAt' | 'updatedAt'>;

/** Approved applicants become members, in the transaction of the approval. A second account for one application is impossible (unique key). */
@Injectable()
export class OpenAccount {
  constructor(
    private readonly accounts: AccountStore,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(tx: Tx, accounts: readonly NewAccount[]): Promise<void> {
    const createdAt = this.clock.now();
    await this.accounts.addAll(
      tx,
      accounts.map((account) => ({ ...account, id: this.ids.next(), createdAt, updatedAt: createdAt })),
    );
  }
}
