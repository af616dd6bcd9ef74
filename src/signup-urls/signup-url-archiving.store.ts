import { Injectable } from '@nestjs/common';
import { chunksOf } from '../platform/database/chunks';
import { type Tx } from '../platform/database/transactions';
import { LiveUrlsStore } from './live-urls.store';

/** Stops sign-up URLs of groups that the LMS has archived. */
@Injectable()
export class SignupUrlArchivingStore {
  constructor(private readonly liveUrls: LiveUrlsStore) {}

  /**
   * Stops the live URLs of `groupIds`; answers which groups had one. Their rows
   * must be locked. Waits for applications that are being sent right now, so
   * that none comes in afterwards.
   *
   * A URL whose end date has come meanwhile was not live any more: it is retired
   * as ended, then, and not among the answer.
   */
  async stopOfGroups(tx: Tx, siteId: string, groupIds: readonly string[], { at }: { readonly at: Date }): Promise<Set<string>> {
    const stopped = new Set<string>();
    for (const chunk of chunksOf(groupIds)) {
      const live = await this.liveUrls.liveOf(tx, siteId, chunk, at);
      await this.liveUrls.stop(tx, siteId, live, { reason: 'group_archived', at, byId: null });
      live.forEach(({ groupId }) => stopped.add(groupId));
    }
    return stopped;
  }
}
