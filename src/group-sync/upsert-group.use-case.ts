import { Injectable } from '@nestjs/common';
import { type AcceptedGroup, GroupRegisterStore, type GroupView, readGroupCalled } from '../groups';
import { Transactions } from '../platform/database/transactions';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { type HistoryActor, type Occurrence, SiteHistory } from '../site-history';
import { type ArchivingEffects, type TakenGroup, TakeOverGroups } from './take-over-groups';

export interface UpsertedGroup extends GroupView {
  readonly outcome: AcceptedGroup['outcome'];
  readonly archiving: ArchivingEffects | null;
}

type Taken = Pick<AcceptedGroup, 'lmsId' | 'changes'>;

/**
 * The LMS says what one of its groups is like: it is made, or made like that.
 * What really changed is in the site's history; the same again changes nothing.
 */
@Injectable()
export class UpsertGroup {
  constructor(
    private readonly takeOver: TakeOverGroups,
    private readonly register: GroupRegisterStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
  ) {}

  /** `sent` may be of any shape. Throws `validation-failed`. */
  execute(siteId: string, lmsId: string, sent: unknown, by: HistoryActor): Promise<UpsertedGroup> {
    const item = readGroupCalled(lmsId, sent);
    return this.transactions.run(async (tx) => {
      const [taken] = await this.takeOver.execute(tx, siteId, [item]);
      const { outcome, archiving = null, ...accepted } = ensureAccepted(taken);
      const changes = changesOf(accepted, archiving);
      await this.history.record(tx, { siteId, subject: 'group', event: 'change', by, changes });
      return { ...(await this.register.get(siteId, accepted.lmsId, tx)), outcome, archiving };
    });
  }
}

function ensureAccepted(taken: TakenGroup | undefined): TakenGroup & AcceptedGroup {
  if (taken === undefined || taken.outcome === 'refused') {
    throw new ValidationFailed(taken?.errors ?? []);
  }
  return taken;
}

// The history is read without any other table: each change says of which group it is.
function changesOf({ lmsId, changes }: Taken, archiving: ArchivingEffects | null): NonNullable<Occurrence['changes']> {
  const stopped = { field: 'signupUrlStatus', from: 'published', to: 'stopped' };
  const all = archiving?.signupUrlStopped === true ? [...changes, stopped] : changes;
  return all.map(({ field, ...change }) => ({ field: `${lmsId}.${field}`, ...change }));
}
