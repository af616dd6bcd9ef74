import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { StaffStore } from '../auth';
import { GroupNotFound, GroupStore } from '../groups';
import { keyIn, pageOf, type Page } from '../platform/http/cursor';
import { RetireEndedUrls } from './retire-ended-urls';
import { SignupTalliesReadModel, type Tally } from './signup-tallies.read-model';
import { SignupUrlAddresses } from './signup-url-addresses';
import { SignupUrl } from './signup-url.entity';
import { SignupUrlStore } from './signup-url.store';

const ID = /^[\w-]{1,36}$/;

/** A sign-up URL as staff see it. */
export interface SignupUrlView {
  readonly url: SignupUrl;
  /** What people open. */
  readonly address: string;
  /** By the id of a code; `''`: those who needed none. */
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly publishedBy: string | null;
  readonly stoppedBy: string | null;
}

export interface UrlsOfGroup {
  readonly siteId: string;
  readonly groupId: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** What staff ask about single sign-up URLs. */
@Injectable()
export class SignupUrlReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly groups: GroupStore,
    private readonly urls: SignupUrlStore,
    private readonly tallies: SignupTalliesReadModel,
    private readonly staff: StaffStore,
    private readonly addresses: SignupUrlAddresses,
    private readonly retireEnded: RetireEndedUrls,
  ) {}

  /** Throws `signup-url-not-found`. */
  async get(siteId: string, id: string): Promise<SignupUrlView> {
    await this.retireEnded.execute(siteId);
    return this.view(await this.urls.get(siteId, id));
  }

  /** Every URL a group has had, newest first. Throws `group-not-found`, and `validation-failed` for a cursor that is none. */
  async ofGroup({ siteId, groupId, limit, cursor }: UrlsOfGroup): Promise<Page<SignupUrlView>> {
    const before = keyIn(cursor, ID);
    if ((await this.groups.find(siteId, groupId)) === null) {
      throw new GroupNotFound();
    }
    await this.retireEnded.execute(siteId);
    const rows = await this.dataSource.manager.find(SignupUrl, {
      where: { siteId, groupId, ...(before !== null && { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const page = pageOf(rows, limit, ({ id }) => id);
    return { ...page, items: await this.views(siteId, page.items) };
  }

  async view(url: SignupUrl): Promise<SignupUrlView> {
    const [view] = await this.views(url.siteId, [url]);
    if (view === undefined) {
      throw new Error('A view was made of no URL.');
    }
    return view;
  }

  private async views(siteId: string, urls: readonly SignupUrl[]): Promise<SignupUrlView[]> {
    const ids = urls.map(({ id }) => id);
    const tallies = await this.tallies.byCode(siteId, ids);
    const names = await this.staff.namesOf(
      urls.flatMap(({ publishedById, stoppedById }) => [publishedById, stoppedById ?? []].flat()),
    );
    return urls.map((url) => ({
      url,
      address: this.addresses.of(url.key),
      tallies: tallies.get(url.id) ?? new Map<string, Tally>(),
      publishedBy: names.get(url.publishedById) ?? null,
      stoppedBy: names.get(url.stoppedById ?? '') ?? null,
    }));
  }
}
