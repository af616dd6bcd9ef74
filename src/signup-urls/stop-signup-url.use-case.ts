import { Injectable } from '@nestjs/common';
import { GroupStore } from '../groups';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { SiteHistory } from '../site-history';
import { isLive } from './domain/signup-url-life';
import { LiveUrlsStore } from './live-urls.store';
import { type OnSite } from './on-site';
import { type SignupUrl } from './signup-url.entity';
import { SignupUrlStore } from './signup-url.store';

/**
 * An administrator stops a URL: from the answer on nobody can apply through it,
 * and never again. Applications sent before go on. The same again changes nothing.
 */
@Injectable()
export class StopSignupUrl {
  constructor(
    private readonly groups: GroupStore,
    private readonly urls: SignupUrlStore,
    private readonly liveUrls: LiveUrlsStore,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `signup-url-not-found`. */
  execute({ siteId, staffId, by }: OnSite, id: string): Promise<SignupUrl> {
    return this.transactions.run(async (tx) => {
      const { groupId } = await this.urls.get(siteId, id, tx);
      const group = (await this.groups.lock(tx, siteId, [groupId])).get(groupId);
      const [url] = await this.liveUrls.unstoppedAmong(tx, siteId, [id]);
      if (url === undefined) {
        return this.urls.get(siteId, id, tx);
      }
      const at = this.clock.now();
      if (!isLive({ ...url, stoppedAt: null }, at)) {
        await this.liveUrls.retire(tx, siteId, [url]);
        return this.urls.get(siteId, id, tx);
      }
      await this.liveUrls.stop(tx, siteId, [url], { reason: 'staff', at, byId: staffId });
      const changes = [
        { field: 'signupUrlId', from: null, to: id },
        { field: 'group', from: null, to: group?.lmsId ?? null },
        { field: 'status', from: 'live', to: 'stopped' },
      ];
      await this.history.record(tx, { siteId, subject: 'signup-url', event: 'stop', aboutId: id, by, changes });
      return this.urls.get(siteId, id, tx);
    });
  }
}
