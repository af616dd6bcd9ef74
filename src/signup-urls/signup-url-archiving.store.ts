import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { Group } from '../groups';
import { chunksOf } from '../platform/database/chunks';
import { type Tx } from '../platform/database/transactions';
import { SignupUrl } from './signup-url.entity';

/** Stops sign-up URLs of groups that the LMS has archived. */
@Injectable()
export class SignupUrlArchivingStore {
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
    const hasEnded = ({ endsAt }: SignupUrl): boolean => endsAt !== null && endsAt <= at;
    for (const chunk of chunksOf(groupIds)) {
      const urls = await tx.find(SignupUrl, {
        select: { siteId: true, id: true, groupId: true, endsAt: true },
        where: { siteId, liveGroupId: In(chunk) },
      });
      if (urls.length === 0) {
        continue;
      }
      const noMore = { liveGroupId: null, version: () => 'version + 1', updatedAt: at };
      const live = { siteId, liveGroupId: In(chunk) };
      if (urls.some(hasEnded)) {
        const ended = { ...live, endsAt: LessThanOrEqual(at) };
        await tx.update(SignupUrl, ended, { ...noMore, stoppedAt: () => '`endsAt`', stopReason: 'ended' });
      }
      await tx.update(SignupUrl, live, { ...noMore, stoppedAt: at, stopReason: 'group_archived' });
      const ids = urls.map(({ groupId }) => groupId);
      await tx.update(Group, { siteId, id: In(ids) }, { signupUrlStatus: 'stopped' });
      urls.filter((url) => !hasEnded(url)).forEach(({ groupId }) => stopped.add(groupId));
    }
    return stopped;
  }
}
