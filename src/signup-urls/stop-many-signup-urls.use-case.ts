import { Injectable } from '@nestjs/common';
import { GroupStore } from '../groups';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { BulkRun } from './bulk-run';
import { isLive } from './domain/signup-url-life';
import { readUrlSelection } from './domain/selection';
import { LiveUrlsStore } from './live-urls.store';
import { type OnSite } from './on-site';
import { SignupUrlStore } from './signup-url.store';

const STOPPING_OUTCOMES = ['stopped', 'not_live', 'not_found'] as const;

export interface StoppingLine {
  /** Null for a URL that there is not. */
  readonly groupId: string | null;
  readonly lmsId: string | null;
  readonly outcome: (typeof STOPPING_OUTCOMES)[number];
  readonly signupUrlId?: string;
}

/** An administrator stops the URLs of many groups at once, or these URLs. What has no live one is told of, and left as it is. */
@Injectable()
export class StopManySignupUrls {
  constructor(
    private readonly bulk: BulkRun,
    private readonly groups: GroupStore,
    private readonly urls: SignupUrlStore,
    private readonly liveUrls: LiveUrlsStore,
    private readonly clock: Clock,
  ) {}

  /** What happens, batch by batch, as it is listened to. Throws `validation-failed`, `selection-changed`, before anything is done. */
  async execute(on: OnSite, body: unknown): Promise<AsyncIterable<readonly object[]>> {
    const selection = readUrlSelection(body);
    const byUrl = selection.by === 'urls';
    const selected = byUrl ? this.bulk.named(selection.ids) : await this.bulk.select(on.siteId, selection);
    return this.bulk.lines(on, {
      ...selected,
      outcomes: STOPPING_OUTCOMES,
      effect: 'stopped',
      event: 'stop',
      work: (tx, ids) => (byUrl ? this.stopUrls(tx, on, ids) : this.stopOfGroups(tx, on, ids)),
    });
  }

  private async stopOfGroups(tx: Tx, { siteId, staffId }: OnSite, groupIds: readonly string[]): Promise<StoppingLine[]> {
    const known = await this.groups.lock(tx, siteId, groupIds);
    const at = this.clock.now();
    const live = await this.liveUrls.liveOf(tx, siteId, [...known.keys()], at);
    await this.liveUrls.stop(tx, siteId, live, { reason: 'staff', at, byId: staffId });
    const stopped = new Map(live.map(({ groupId, id }) => [groupId, id]));
    return groupIds.map((groupId) => {
      const group = known.get(groupId);
      const signupUrlId = stopped.get(groupId);
      if (group === undefined) {
        return { groupId, lmsId: null, outcome: 'not_found' };
      }
      return signupUrlId === undefined
        ? { groupId, lmsId: group.lmsId, outcome: 'not_live' }
        : { groupId, lmsId: group.lmsId, outcome: 'stopped', signupUrlId };
    });
  }

  private async stopUrls(tx: Tx, { siteId, staffId }: OnSite, ids: readonly string[]): Promise<StoppingLine[]> {
    // Which group a URL is of never changes: it can be read before the groups are locked.
    const groupOf = await this.urls.groupsOf(tx, siteId, ids);
    const known = await this.groups.lock(tx, siteId, [...new Set(groupOf.values())]);
    const at = this.clock.now();
    const unstopped = await this.liveUrls.unstoppedAmong(tx, siteId, ids);
    const live = unstopped.filter((url) => isLive({ ...url, stoppedAt: null }, at));
    await this.liveUrls.retire(
      tx,
      siteId,
      unstopped.filter((url) => !live.includes(url)),
    );
    await this.liveUrls.stop(tx, siteId, live, { reason: 'staff', at, byId: staffId });
    const stopped = new Set(live.map(({ id }) => id));
    return ids.map((signupUrlId) => {
      const groupId = groupOf.get(signupUrlId);
      if (groupId === undefined) {
        return { signupUrlId, groupId: null, lmsId: null, outcome: 'not_found' };
      }
      const lmsId = known.get(groupId)?.lmsId ?? null;
      return { signupUrlId, groupId, lmsId, outcome: stopped.has(signupUrlId) ? 'stopped' : 'not_live' };
    });
  }
}
