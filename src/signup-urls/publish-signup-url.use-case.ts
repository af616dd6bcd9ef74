import { Injectable } from '@nestjs/common';
import { GroupNotFound, GroupStore, type LockedGroup } from '../groups';
import { Clock } from '../platform/clock/clock';
import { type Tx, Transactions } from '../platform/database/transactions';
import { changesBetween, SiteHistory } from '../site-history';
import { readPublishing } from './domain/publishing';
import { toldOf } from './domain/told-of-url';
import { LiveUrlsStore } from './live-urls.store';
import { NewSignupUrls } from './new-signup-urls';
import { type OnSite } from './on-site';
import { GroupArchived, SignupUrlLive } from './signup-url.errors';
import { type SignupUrl } from './signup-url.entity';

/**
 * An administrator opens a way into a group: a URL with a random key. A group
 * has one live URL at most; of two administrators publishing at once the second
 * is told which one there is. After a stop there is a new key, never the old one.
 */
@Injectable()
export class PublishSignupUrl {
  constructor(
    private readonly groups: GroupStore,
    private readonly liveUrls: LiveUrlsStore,
    private readonly newUrls: NewSignupUrls,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `validation-failed`, `group-not-found`, `group-archived`, `signup-url-live`. */
  execute({ siteId, staffId, by }: OnSite, body: unknown): Promise<SignupUrl> {
    const { groupId, options } = readPublishing(body, this.clock.now());
    return this.transactions.run(async (tx) => {
      const group = await this.lockedGroup(tx, siteId, groupId);
      const [live] = await this.liveUrls.liveOf(tx, siteId, [groupId], this.clock.now());
      if (live !== undefined) {
        throw new SignupUrlLive(live.id);
      }
      const url = this.newUrls.make({ siteId, groupId, options, staffId });
      await this.liveUrls.publish(tx, siteId, [url]);
      const told = { signupUrlId: url.id, group: group.lmsId, status: 'live', ...toldOf(url) };
      const about = { siteId, subject: 'signup-url', aboutId: url.id } as const;
      await this.history.record(tx, { ...about, event: 'publish', by, changes: changesBetween({}, told) });
      return url;
    });
  }

  private async lockedGroup(tx: Tx, siteId: string, groupId: string): Promise<LockedGroup> {
    const group = (await this.groups.lock(tx, siteId, [groupId])).get(groupId);
    if (group === undefined) {
      throw new GroupNotFound();
    }
    if (group.archived) {
      throw new GroupArchived();
    }
    return group;
  }
}
