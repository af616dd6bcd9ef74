import { Injectable } from '@nestjs/common';
import { type Tx } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, type Occurrence, SiteHistory } from '../site-history';
import { type Staff } from './staff.entity';
import { StaffStore } from './staff.store';

type EventOf<Subject> = Extract<Occurrence, { readonly subject: Subject }>['event'];
type Person = Pick<Staff, 'id' | 'name'>;

/** What happens to a person, and not to their role on one site: told in the history of every site that they work for, in the transaction that does it. */
@Injectable()
export class StaffHistory {
  constructor(
    private readonly staff: StaffStore,
    private readonly history: SiteHistory,
  ) {}

  /** What somebody else does to them. */
  async tell(tx: Tx, event: EventOf<'staff'>, { id, name }: Person, by: HistoryActor): Promise<void> {
    const told = { subject: 'staff', event, aboutId: id, by, changes: changesBetween({}, { name }) } as const;
    await this.history.recordOnEach(tx, await this.sitesOf(tx, id), told);
  }

  /** How they get in, and what they do about it themselves. */
  async tellOfAccess(tx: Tx, event: EventOf<'access'>, { id }: Person, by: HistoryActor): Promise<void> {
    await this.history.recordOnEach(tx, await this.sitesOf(tx, id), { subject: 'access', event, aboutId: id, by });
  }

  private async sitesOf(tx: Tx, staffId: string): Promise<string[]> {
    return (await this.staff.memberships(staffId, tx)).map(({ siteId }) => siteId);
  }
}
