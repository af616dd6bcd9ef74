import { Injectable } from '@nestjs/common';
import { type Tx } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, type Occurrence, SiteHistory } from '../site-history';
import { type Staff } from './staff.entity';
import { StaffStore } from './staff.store';

type EventOfPeople = Extract<Occurrence, { readonly subject: 'staff' }>['event'];

/** What happens to a person, and not to their role on one site: told in the history of every site that they work for. */
@Injectable()
export class StaffHistory {
  constructor(
    private readonly staff: StaffStore,
    private readonly history: SiteHistory,
  ) {}

  /** In the transaction that does it. */
  async tell(tx: Tx, event: EventOfPeople, { id, name }: Pick<Staff, 'id' | 'name'>, by: HistoryActor): Promise<void> {
    const changes = changesBetween({}, { name });
    await this.history.recordOnEach(tx, await this.sitesOf(tx, id), { subject: 'staff', event, aboutId: id, by, changes });
  }

  async tellOfLogIn(tx: Tx, sessionId: string, by: HistoryActor & { readonly id: string }): Promise<void> {
    const occurrence = { subject: 'session', event: 'log-in', aboutId: sessionId, by } as const;
    await this.history.recordOnEach(tx, await this.sitesOf(tx, by.id), occurrence);
  }

  private async sitesOf(tx: Tx, staffId: string): Promise<string[]> {
    return (await this.staff.memberships(staffId, tx)).map(({ siteId }) => siteId);
  }
}
