import { Injectable } from '@nestjs/common';
import { GroupStore, type LockedGroup } from '../groups';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { BulkRun } from './bulk-run';
import { type WantedOptions } from './domain/options';
import { readBulkPublishing } from './domain/selection';
import { LiveUrlsStore, type UnstoppedUrl } from './live-urls.store';
import { NewSignupUrls } from './new-signup-urls';
import { type OnSite } from './on-site';
import { SignupUrlAddresses } from './signup-url-addresses';
import { type SignupUrl } from './signup-url.entity';

const PUBLISHING_OUTCOMES = ['published', 'already_live', 'archived', 'not_found'] as const;

export interface PublishingLine {
  readonly groupId: string;
  /** Null for a group that there is not. */
  readonly lmsId: string | null;
  readonly outcome: (typeof PUBLISHING_OUTCOMES)[number];
  readonly signupUrlId?: string;
  readonly url?: string;
}

/**
 * An administrator publishes for many groups at once, with the same settings
 * for all. A group that has a live URL already keeps it, and is told of.
 */
@Injectable()
export class PublishManySignupUrls {
  constructor(
    private readonly bulk: BulkRun,
    private readonly groups: GroupStore,
    private readonly liveUrls: LiveUrlsStore,
    private readonly newUrls: NewSignupUrls,
    private readonly addresses: SignupUrlAddresses,
    private readonly clock: Clock,
  ) {}

  /** What happens, batch by batch, as it is listened to. Throws `validation-failed`, `selection-changed`, before anything is done. */
  async execute(on: OnSite, body: unknown): Promise<AsyncIterable<readonly object[]>> {
    const { groups, options } = readBulkPublishing(body, this.clock.now());
    const selected = await this.bulk.select(on.siteId, groups);
    return this.bulk.lines(on, {
      ...selected,
      outcomes: PUBLISHING_OUTCOMES,
      effect: 'published',
      event: 'publish',
      work: (tx, groupIds) => this.publish(tx, { on, groupIds, options }),
    });
  }

  private async publish(
    tx: Tx,
    { on, groupIds, options }: { on: OnSite; groupIds: readonly string[]; options: WantedOptions },
  ): Promise<PublishingLine[]> {
    const { siteId, staffId } = on;
    const known = await this.groups.lock(tx, siteId, groupIds);
    const live = await this.liveUrls.liveOf(tx, siteId, [...known.keys()], this.clock.now());
    const liveByGroup = new Map(live.map((url) => [url.groupId, url]));
    const wanting = groupIds.filter((id) => known.get(id)?.archived === false && !liveByGroup.has(id));
    const published = wanting.map((groupId) => this.newUrls.make({ siteId, groupId, options, staffId }));
    await this.liveUrls.publish(tx, siteId, published);
    const publishedByGroup = new Map(published.map((url) => [url.groupId, url]));
    return groupIds.map((groupId) =>
      this.lineOf(groupId, known.get(groupId), publishedByGroup.get(groupId), liveByGroup.get(groupId)),
    );
  }

  private lineOf(
    groupId: string,
    group: LockedGroup | undefined,
    published: SignupUrl | undefined,
    live: UnstoppedUrl | undefined,
  ): PublishingLine {
    if (group === undefined) {
      return { groupId, lmsId: null, outcome: 'not_found' };
    }
    const { lmsId } = group;
    const url = published ?? live;
    if (url === undefined) {
      return { groupId, lmsId, outcome: 'archived' };
    }
    const outcome = published === undefined ? 'already_live' : 'published';
    return { groupId, lmsId, outcome, signupUrlId: url.id, url: this.addresses.of(url.key) };
  }
}
