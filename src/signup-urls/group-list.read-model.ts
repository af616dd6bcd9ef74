import { Injectable } from '@nestjs/common';
import { type BoundedCount, boundedCount } from '../platform/http/bounded-count';
import { keyIn, pageOf, type Page } from '../platform/http/cursor';
import { type GroupFilter } from './domain/group-filter';
import { GroupSearch, type GroupWithUrl } from './group-search';
import { RetireEndedUrls } from './retire-ended-urls';
import { NOBODY, SignupTalliesReadModel, type Tally } from './signup-tallies.read-model';
import { SignupUrlAddresses } from './signup-url-addresses';

/** Counted no further: who looks at a list needs no more, and a count must not take longer as a site grows. */
const MOST_COUNTED = 10_000;

// The id has no line break in it, and comes first.
const PLACE = /^[\w-]{1,36}\n[^\0]{0,120}$/u;

/** A group in the list: with its URL, and how many came through that. */
export interface ListedGroup extends Tally {
  readonly group: GroupWithUrl;
  readonly address: string | null;
}

export interface GroupListQuery {
  readonly siteId: string;
  readonly filter: GroupFilter;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The groups of a site with their URLs, by name. */
@Injectable()
export class GroupListReadModel {
  constructor(
    private readonly search: GroupSearch,
    private readonly tallies: SignupTalliesReadModel,
    private readonly addresses: SignupUrlAddresses,
    private readonly retireEnded: RetireEndedUrls,
  ) {}

  /** Throws `validation-failed` for a cursor that is none. */
  async page({ siteId, filter, limit, cursor }: GroupListQuery): Promise<Page<ListedGroup>> {
    const key = keyIn(cursor, PLACE);
    await this.retireEnded.execute(siteId);
    const [id = '', nameKey = ''] = key?.split('\n', 2) ?? [];
    const rows = await this.search.page(siteId, filter, key === null ? null : { id, nameKey }, limit + 1);
    const page = pageOf(rows, limit, (row) => `${row.id}\n${row.nameKey}`);
    return { ...page, items: await this.withTallies(siteId, page.items) };
  }

  async count(siteId: string, filter: GroupFilter): Promise<BoundedCount> {
    await this.retireEnded.execute(siteId);
    const found = await this.search.count(siteId, filter, MOST_COUNTED + 1);
    return boundedCount(found, MOST_COUNTED);
  }

  /** All of them, `size` at a time. */
  async *batches(siteId: string, filter: GroupFilter, size: number): AsyncGenerator<readonly ListedGroup[]> {
    await this.retireEnded.execute(siteId);
    for await (const batch of this.search.batches(siteId, filter, size)) {
      yield await this.withTallies(siteId, batch);
    }
  }

  private async withTallies(siteId: string, groups: readonly GroupWithUrl[]): Promise<ListedGroup[]> {
    const tallies = await this.tallies.ofUrls(
      siteId,
      groups.flatMap(({ url }) => url?.id ?? []),
    );
    return groups.map((group) => {
      const { applied, approved } = tallies.get(group.url?.id ?? '') ?? NOBODY;
      return { group, address: group.url === null ? null : this.addresses.of(group.url.key), applied, approved };
    });
  }
}
