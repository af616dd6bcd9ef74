import { Injectable } from '@nestjs/common';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { type Pace } from './domain/pace';
import { StaffNotificationStore } from './staff-notification.store';

/** Somebody says how they want to hear of the applications that wait on a site. Holds from the next application on. */
@Injectable()
export class ChoosePace {
  constructor(
    private readonly choices: StaffNotificationStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async execute({ siteId, staffId }: SiteAccess, pace: Pace): Promise<Pace> {
    await this.transactions.run((tx) => this.choices.choose(tx, { siteId, staffId, pace, chosenAt: this.clock.now() }));
    return pace;
  }
}
