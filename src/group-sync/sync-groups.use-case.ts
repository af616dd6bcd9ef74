import { Injectable } from '@nestjs/common';
import { readSync, SYNC_OUTCOMES, type SyncOutcome } from '../groups';
import { Transactions } from '../platform/database/transactions';
import { changesBetween, type HistoryActor, type Occurrence, SiteHistory } from '../site-history';
import { type TakenGroup, TakeOverGroups } from './take-over-groups';

type SyncSummary = Readonly<Record<SyncOutcome, number>>;

export interface SyncReport {
  readonly dryRun: boolean;
  readonly summary: SyncSummary;
  /** In the order they were sent. */
  readonly groups: readonly TakenGroup[];
}

/**
 * The LMS sends its groups, some or all. Those that can be taken are, in one
 * transaction; those at fault are reported and keep nobody else. Groups that
 * are not sent stay as they are: an LMS archives a group by saying so.
 *
 * A dry run goes the same way to its end, and is undone.
 */
@Injectable()
export class SyncGroups {
  constructor(
    private readonly takeOver: TakeOverGroups,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
  ) {}

  /** `sent` may be of any shape. Throws `validation-failed` when it is no list of groups. */
  execute(siteId: string, sent: unknown, dryRun: boolean, by: HistoryActor): Promise<SyncReport> {
    const items = readSync(sent);
    return this.transactions.run(async (tx) => {
      let groups: readonly TakenGroup[] = [];
      await this.transactions.nested(tx, async () => {
        groups = await this.takeOver.execute(tx, siteId, items);
        await this.history.record(tx, { siteId, subject: 'group-sync', event: 'sync', by, changes: changesOf(groups) });
        return dryRun ? 'undo' : 'keep';
      });
      return { dryRun, summary: summaryOf(groups), groups };
    });
  }
}

function summaryOf(groups: readonly TakenGroup[]): SyncSummary {
  const summary = Object.fromEntries(SYNC_OUTCOMES.map((outcome) => [outcome, 0])) as Record<SyncOutcome, number>;
  groups.forEach(({ outcome }) => (summary[outcome] += 1));
  return summary;
}

/** How many, not which: thousands of groups would bury the rest of the history. */
function changesOf(groups: readonly TakenGroup[]): NonNullable<Occurrence['changes']> {
  const { created, updated, archived, restored } = summaryOf(groups);
  const signupUrlsStopped = groups.filter(({ archiving }) => archiving?.signupUrlStopped === true).length;
  const none = { created: 0, updated: 0, archived: 0, restored: 0, signupUrlsStopped: 0 };
  return changesBetween(none, { created, updated, archived, restored, signupUrlsStopped });
}
