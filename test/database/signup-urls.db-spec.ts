import { createMigratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { aGroup } from '../support/groups';
import { Group, GroupStore } from '../../src/groups';
import { Clock, later } from '../../src/platform/clock/clock';
import { type Config } from '../../src/platform/config/config';
import { Ids } from '../../src/platform/ids/ids';
import { DomainError } from '../../src/platform/problem/domain-error';
import { SiteHistory, SiteHistoryEntry, THE_SERVICE } from '../../src/site-history';
import { Site } from '../../src/sites';
import { BulkRun } from '../../src/signup-urls/bulk-run';
import { EditSignupUrl } from '../../src/signup-urls/edit-signup-url.use-case';
import { GroupSearch } from '../../src/signup-urls/group-search';
import { LiveUrlsStore } from '../../src/signup-urls/live-urls.store';
import { NewSignupUrls } from '../../src/signup-urls/new-signup-urls';
import { PublishManySignupUrls } from '../../src/signup-urls/publish-many-signup-urls.use-case';
import { PublishSignupUrl } from '../../src/signup-urls/publish-signup-url.use-case';
import { RetireEndedUrls } from '../../src/signup-urls/retire-ended-urls';
import { SignupUrlAddresses } from '../../src/signup-urls/signup-url-addresses';
import { SignupUrl } from '../../src/signup-urls/signup-url.entity';
import { SignupUrlStore } from '../../src/signup-urls/signup-url.store';
import { StopManySignupUrls } from '../../src/signup-urls/stop-many-signup-urls.use-case';
import { StopSignupUrl } from '../../src/signup-urls/stop-signup-url.use-case';

const START = new Date('2026-03-01T12:00:00.000Z');
const SITE = { id: 'site', slug: 'site', name: 'Site', registrationAvailable: true, createdAt: START };
const ON = { siteId: SITE.id, staffId: 'ann', by: THE_SERVICE };

class SetClock extends Clock {
  at = START;

  override now(): Date {
    return this.at;
  }
}

const clock = new SetClock();
let database: MigratedDatabase;
let search: GroupSearch;
let publish: PublishSignupUrl;
let edit: EditSignupUrl;
let stop: StopSignupUrl;
let publishMany: PublishManySignupUrls;
let stopMany: StopManySignupUrls;
let retire: RetireEndedUrls;

beforeAll(async () => {
  database = await createMigratedDatabase();
  const { dataSource, transactions } = database;
  const ids = new Ids(clock);
  const [groups, urls, live] = [new GroupStore(dataSource), new SignupUrlStore(dataSource), new LiveUrlsStore()];
  const [made, history] = [new NewSignupUrls(ids, clock), new SiteHistory(clock, ids)];
  search = new GroupSearch(dataSource);
  retire = new RetireEndedUrls(dataSource, groups, live, transactions, clock);
  const bulk = new BulkRun(search, retire, history, transactions);
  const addresses = new SignupUrlAddresses({ http: { publicBaseUrl: 'https://example.org' } } as Config);
  publish = new PublishSignupUrl(groups, live, made, history, transactions, clock);
  edit = new EditSignupUrl(urls, history, transactions, ids, clock);
  stop = new StopSignupUrl(groups, urls, live, history, transactions, clock);
  publishMany = new PublishManySignupUrls(bulk, groups, live, made, addresses, clock);
  stopMany = new StopManySignupUrls(bulk, groups, urls, live, clock);
  await transactions.run((tx) => tx.insert(Site, SITE));
});

afterEach(() =>
  database.transactions.run(async (tx) => {
    clock.at = START;
    await tx.deleteAll(Group);
    await tx.deleteAll(SiteHistoryEntry);
  }),
);

afterAll(() => database.close());

async function groupsCalled(...names: string[]): Promise<Group[]> {
  const groups = names.map((name) => aGroup(SITE.id, { name }));
  await database.transactions.run(async (tx) => {
    for (let start = 0; start < groups.length; start += 500) await tx.insert(Group, groups.slice(start, start + 500));
  });
  return groups;
}

const manyGroups = (count: number): Promise<Group[]> =>
  groupsCalled(...Array.from({ length: count }, (_, i) => `Group ${(i * 7919) % count}`));

const idOf = (groups: readonly Group[]): string => groups[0]?.id ?? 'none';
const allUrls = (): Promise<SignupUrl[]> => database.dataSource.manager.find(SignupUrl, { order: { id: 'ASC' } });
const liveUrls = async (): Promise<SignupUrl[]> => (await allUrls()).filter(({ liveGroupId }) => liveGroupId !== null);
const history = (): Promise<SiteHistoryEntry[]> => database.dataSource.manager.find(SiteHistoryEntry);

/** What holds whatever happened: a group says of its URL what is so. */
async function expectGroupsToTellTheTruth(): Promise<void> {
  const urls = await allUrls();
  for (const group of await database.dataSource.manager.find(Group)) {
    const live = urls.filter(({ liveGroupId }) => liveGroupId === group.id);
    const had = urls.filter(({ groupId }) => groupId === group.id);
    const status = live.length === 1 ? 'published' : had.length > 0 ? 'stopped' : 'not_published';
    expect(live.length).toBeLessThanOrEqual(1);
    expect(group.signupUrlStatus).toBe(status);
    if (live[0] !== undefined) expect(group.signupUrlId).toBe(live[0].id);
    expect(had.some(({ id }) => id === group.signupUrlId)).toBe(had.length > 0);
  }
  for (const url of urls) expect(url.liveGroupId).toBe(url.stoppedAt === null ? url.groupId : null);
}

async function outcomesOf(attempts: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts);
  return settled
    .map((outcome) => {
      if (outcome.status === 'fulfilled') return 'done';
      if (outcome.reason instanceof DomainError) return outcome.reason.code;
      throw outcome.reason;
    })
    .sort();
}

type Line = { groupId?: string; outcome?: string; summary?: Record<string, number> };

async function linesOf(bulk: Promise<AsyncIterable<readonly object[]>>): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const batch of await bulk) lines.push(...batch);
  return lines;
}

describe('publishing at once', () => {
  it('for one group makes one live URL: the others are told of it', async () => {
    const groupId = idOf(await groupsCalled('One'));
    const outcomes = await outcomesOf(Array.from({ length: 8 }, () => publish.execute(ON, { groupId })));
    expect(outcomes).toEqual(['done', ...Array<string>(7).fill('signup-url-live')]);
    expect(await liveUrls()).toHaveLength(1);
    expect(await history()).toHaveLength(1);
    await expectGroupsToTellTheTruth();
  });

  it('and stopping leave a group with one live URL or none, and say so', async () => {
    const groupId = idOf(await groupsCalled('One'));
    for (let round = 0; round < 5; round += 1) {
      const [live] = await liveUrls();
      const id = live?.id ?? (await publish.execute(ON, { groupId })).id;
      const outcomes = await outcomesOf([
        stop.execute(ON, id),
        publish.execute(ON, { groupId }),
        stop.execute(ON, id),
        publish.execute(ON, { groupId }),
      ]);
      expect(outcomes.slice(0, 2)).toEqual(['done', 'done']);
      await expectGroupsToTellTheTruth();
    }
    const keys = (await allUrls()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is what the unique key decides, should a group not have been locked', async () => {
    const groups = await groupsCalled('One');
    const { id } = await publish.execute(ON, { groupId: idOf(groups) });
    const [url] = await allUrls();
    const again = { ...url, id: 'another', key: 'another' } as SignupUrl;
    await expect(database.transactions.run((tx) => tx.insert(SignupUrl, again))).rejects.toThrow();
    expect((await liveUrls()).map((each) => each.id)).toEqual([id]);
  });
});

describe('edits at once', () => {
  it('that each add the tenth code have one winner', async () => {
    const groupId = idOf(await groupsCalled('One'));
    const nine = Array.from({ length: 9 }, (_, i) => ({ code: `code-${i}` }));
    const { id } = await publish.execute(ON, { groupId, authentication: { required: true, codes: nine } });
    const tenth = (code: string): Promise<SignupUrl> =>
      edit.execute(ON, { id, seen: 1, body: { authentication: { required: true, codes: [...nine, { code }] } } });
    expect(await outcomesOf([tenth('mine'), tenth('yours')])).toEqual(['done', 'version-stale']);
    const [url] = await allUrls();
    expect(url?.codes).toHaveLength(10);
    expect(url?.version).toBe(2);
  });

  it('and a stop never bring a stopped URL back', async () => {
    const groupId = idOf(await groupsCalled('One'));
    const { id } = await publish.execute(ON, { groupId });
    const outcomes = await outcomesOf([edit.execute(ON, { id, seen: 1, body: { note: 'x' } }), stop.execute(ON, id)]);
    expect(['done', 'signup-url-stopped', 'version-stale']).toContain(outcomes.at(-1));
    expect(await liveUrls()).toEqual([]);
    await expectGroupsToTellTheTruth();
  });
});

describe('publishing for many groups', () => {
  it('at once, in whatever order, publishes each once', async () => {
    const groups = await manyGroups(2300);
    const ids = groups.map(({ id }) => id);
    const runs = await Promise.all([
      linesOf(publishMany.execute(ON, { groups: { ids } })),
      linesOf(publishMany.execute(ON, { groups: { ids: [...ids].reverse() } })),
      linesOf(publishMany.execute(ON, { groups: { filter: {} } })),
    ]);
    const published = runs.flat().filter(({ outcome }) => outcome === 'published');
    expect(published.map(({ groupId }) => groupId).sort()).toEqual([...ids].sort());
    expect(await liveUrls()).toHaveLength(2300);
    await expectGroupsToTellTheTruth();
    const told = (await history()).flatMap(({ changes }) => JSON.parse(changes) as { field: string; to: number }[]);
    expect(told.reduce((sum, { to }) => sum + to, 0)).toBe(2300);
  });

  it('and stopping them meanwhile leaves every group in order', async () => {
    const ids = (await manyGroups(1500)).map(({ id }) => id);
    await linesOf(publishMany.execute(ON, { groups: { ids: ids.slice(0, 700) } }));
    await Promise.all([
      linesOf(publishMany.execute(ON, { groups: { ids } })),
      linesOf(stopMany.execute(ON, { groups: { ids: [...ids].reverse() } })),
    ]);
    await expectGroupsToTellTheTruth();
  });

  it('of a filter neither leaves out nor repeats, in batches whose groups stop matching', async () => {
    await manyGroups(2300);
    const lines = await linesOf(
      publishMany.execute(ON, { groups: { filter: { status: 'not_published' }, expectedCount: 2300 } }),
    );
    expect(lines.at(-1)).toEqual({ summary: { published: 2300, already_live: 0, archived: 0, not_found: 0 } });
  });
});

describe('a URL whose end has come', () => {
  it('is stopped since then, by whoever looks next, once', async () => {
    const groups = await groupsCalled('One', 'Two', 'Three');
    const endsAt = later(START, 60_000).toISOString();
    await linesOf(publishMany.execute(ON, { groups: { ids: groups.slice(0, 2).map(({ id }) => id) }, endsAt }));
    await publish.execute(ON, { groupId: groups[2]?.id });
    expect(await retire.execute(SITE.id)).toBe(0);
    clock.at = later(START, 60_000);
    const retired = await Promise.all([retire.execute(SITE.id), retire.execute(SITE.id)]);
    expect(retired.reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(await liveUrls()).toHaveLength(1);
    const ended = (await allUrls()).filter(({ stopReason }) => stopReason === 'ended');
    expect(ended.map(({ stoppedAt, stoppedById }) => [stoppedAt?.toISOString(), stoppedById])).toEqual(
      Array(2).fill([endsAt, null]),
    );
    await expectGroupsToTellTheTruth();
  });

  it('does not stand in the way of a new one, though nobody has noted its end', async () => {
    const groupId = idOf(await groupsCalled('One'));
    await publish.execute(ON, { groupId, endsAt: later(START, 60_000).toISOString() });
    clock.at = later(START, 60_000);
    await publish.execute(ON, { groupId });
    expect((await allUrls()).map(({ stopReason }) => stopReason)).toEqual(['ended', null]);
    await expectGroupsToTellTheTruth();
  });

  it('is stopped with more than a batch of others', async () => {
    const ids = (await manyGroups(1100)).map(({ id }) => id);
    await linesOf(publishMany.execute(ON, { groups: { ids }, endsAt: later(START, 60_000).toISOString() }));
    clock.at = later(START, 60_001);
    expect(await retire.execute(SITE.id)).toBe(1100);
    expect(await search.count(SITE.id, { archived: false, status: 'stopped' })).toBe(1100);
  });
});

describe('the order of groups', () => {
  it('is the same for every filter, whole or in pages', async () => {
    const groups = await groupsCalled('b', 'a', 'A', 'ab', 'ä', '🙂', 'Z', 'a b', 'ア');
    const filters = [{}, { status: 'not_published' as const }, { name: '' }];
    const sorted = [...groups].sort((x, y) =>
      Buffer.compare(Buffer.from(`${x.nameKey}\0${x.id}`), Buffer.from(`${y.nameKey}\0${y.id}`)),
    );
    for (const filter of filters) {
      const found: string[] = [];
      for await (const batch of search.batches(SITE.id, { archived: false, ...filter }, 2))
        found.push(...batch.map(({ id }) => id));
      expect(found).toEqual(sorted.map(({ id }) => id));
    }
    const a = await search.page(SITE.id, { archived: false, name: 'A' }, null, 10);
    expect(a.map(({ name }) => name).sort()).toEqual(['A', 'a', 'a b', 'ab']);
  });
});
