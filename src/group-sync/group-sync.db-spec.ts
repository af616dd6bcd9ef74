import { IsNull } from 'typeorm';
import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { Application, WaitingApplicationReadModel } from '../applications';
import { Group, GroupRegisterStore, GroupSync } from '../groups';
import { Ids } from '../platform/ids/ids';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { LiveUrlsStore, SignupUrl, SignupUrlArchivingStore } from '../signup-urls';
import { SiteHistory, SiteHistoryEntry, THE_SERVICE } from '../site-history';
import { Site } from '../sites';
import { SyncGroups, type SyncReport } from './sync-groups.use-case';
import { TakeOverGroups } from './take-over-groups';
import { UpsertGroup, type UpsertedGroup } from './upsert-group.use-case';

jest.setTimeout(60_000);

const NOW = new Date('2026-03-01T12:00:00.000Z');
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const SITES = ['site', 'other site'] as const;

let database: MigratedDatabase;
let now = NOW;
beforeAll(async () => {
  database = await createMigratedDatabase();
  await database.transactions.run(async (tx) => {
    for (const id of SITES) {
      await tx.insert(Site, { id, slug: id, name: id, registrationAvailable: true, createdAt: NOW });
    }
  });
});
afterEach(async () => {
  now = NOW;
  await database.transactions.run(async (tx) => {
    for (const entity of [Application, SignupUrl, Group, GroupSync, SiteHistoryEntry]) await tx.deleteAll(entity);
  });
});
afterAll(() => database.close());

function setup(): { syncGroups: SyncGroups; upsertGroup: UpsertGroup } {
  const { dataSource, transactions } = database;
  const clock = { now: () => now };
  const ids = new Ids(clock);
  const register = new GroupRegisterStore(dataSource);
  const takeOver = new TakeOverGroups(
    register,
    new SignupUrlArchivingStore(new LiveUrlsStore()),
    new WaitingApplicationReadModel(),
    clock,
    ids,
  );
  const history = new SiteHistory(clock, ids);
  return {
    syncGroups: new SyncGroups(takeOver, history, transactions),
    upsertGroup: new UpsertGroup(takeOver, register, history, transactions),
  };
}

const sync = (groups: readonly object[], { dryRun = false, siteId = 'site' } = {}): Promise<SyncReport> =>
  setup().syncGroups.execute(siteId, { groups }, dryRun, THE_SERVICE);

const upsert = (lmsId: string, group: object = {}, siteId = 'site'): Promise<UpsertedGroup> =>
  setup().upsertGroup.execute(siteId, lmsId, { name: 'Group', ...group }, THE_SERVICE);

const aGroup = (lmsId: string, said: object = {}): object => ({ lmsId, name: 'Group', ...said });

async function groupsOf(siteId = 'site'): Promise<Group[]> {
  return database.dataSource.manager.find(Group, { where: { siteId }, order: { lmsId: 'ASC' } });
}

async function groupCalled(lmsId: string): Promise<Group> {
  return database.dataSource.manager.findOneByOrFail(Group, { siteId: 'site', lmsId });
}

/** "b<a": the group b below a. */
async function tree(): Promise<string[]> {
  const groups = await groupsOf();
  const called = new Map(groups.map(({ id, lmsId }) => [id, lmsId]));
  return groups.map(({ lmsId, parentId }) => (parentId === null ? lmsId : `${lmsId}<${called.get(parentId) ?? 'nobody'}`));
}

async function publish(lmsId: string, said: Partial<SignupUrl> = {}): Promise<string> {
  const { siteId, id: groupId } = await groupCalled(lmsId);
  const id = `url of ${lmsId}`;
  await database.transactions.run(async (tx) => {
    await tx.insert(SignupUrl, {
      ...{ siteId, id, groupId, liveGroupId: groupId, key: `key of ${lmsId}`, codeRequired: false, codes: [], note: null },
      ...{ endsAt: null, publishedAt: NOW, publishedById: 'staff', stoppedAt: null, stoppedById: null, stopReason: null },
      ...{ version: 1, updatedAt: NOW, ...said },
    });
    await tx.update(Group, { siteId, id: groupId }, { signupUrlStatus: 'published', signupUrlId: id });
  });
  return id;
}

async function waits(lmsId: string, status: Application['status'], count = 1): Promise<void> {
  const { siteId, id: groupId } = await groupCalled(lmsId);
  await database.transactions.run(async (tx) => {
    for (let i = 0; i < count; i += 1) {
      const id = `${lmsId} ${status} ${i}`;
      const person = { name: 'Sam', email: 'a@b.example', emailKey: 'a@b.example', answers: '{}', locale: 'en' };
      const application = {
        siteId,
        id,
        groupId,
        status,
        formVersion: '1',
        linkGeneration: 1,
        linkExpiresAt: NOW,
        appliedAt: NOW,
      };
      await tx.insert(Application, { ...person, ...application });
    }
  });
}

const urlOf = (lmsId: string): Promise<SignupUrl> =>
  database.dataSource.manager.findOneByOrFail(SignupUrl, { id: `url of ${lmsId}` });

const historyOf = async (): Promise<unknown[]> =>
  (await database.dataSource.manager.find(SiteHistoryEntry, { order: { at: 'ASC' } })).map(({ subject, changes }) => [
    subject,
    JSON.parse(changes) as unknown,
  ]);

/** How many statements `act` takes. */
async function countStatements(act: () => Promise<unknown>): Promise<number> {
  const statements = jest.spyOn(database.dataSource.logger, 'logQuery');
  try {
    await act();
    return statements.mock.calls.length;
  } finally {
    statements.mockRestore();
  }
}

describe('a group of the LMS', () => {
  it('is created, changed and read as it is, with the keys it is searched by', async () => {
    await upsert('science');
    const created = await upsert('maths', { name: 'Ｍａｔｈｓ', code: 'M-1', parentLmsId: 'science', memberLimit: 5 });
    expect(created).toMatchObject({ outcome: 'created', parentLmsId: 'science', archiving: null });
    expect(created.group).toMatchObject({
      name: 'Ｍａｔｈｓ',
      nameKey: 'maths',
      codeKey: 'm-1',
      signupUrlStatus: 'not_published',
    });
    now = later(1);
    const changed = await upsert('maths', { name: 'Maths' });
    expect(changed).toMatchObject({ outcome: 'updated', parentLmsId: null });
    expect(changed.group).toEqual({
      ...created.group,
      ...{ name: 'Maths', code: null, codeKey: null, parentId: null, memberLimit: null, updatedAt: now },
    });
    now = later(2);
    expect(await upsert('maths', { name: 'Maths' })).toEqual({ ...changed, outcome: 'unchanged' });
  });

  it('is told apart by case, accents and what looks like a wildcard, and by site', async () => {
    for (const lmsId of ['a', 'A', 'á', '%', '_', 'a%', "a'; --"]) await upsert(lmsId);
    await upsert('a', {}, 'other site');
    expect((await groupsOf()).map(({ lmsId }) => lmsId).sort()).toEqual(['a', 'A', 'á', '%', '_', 'a%', "a'; --"].sort());
    await expect(upsert('b', { parentLmsId: '%' }, 'other site')).rejects.toBeInstanceOf(ValidationFailed);
  });

  it('keeps its sign-up URL when the LMS changes it', async () => {
    await upsert('maths');
    const url = await publish('maths');
    await upsert('maths', { name: 'New' });
    expect(await groupCalled('maths')).toMatchObject({ name: 'New', signupUrlStatus: 'published', signupUrlId: url });
    expect(await urlOf('maths')).toMatchObject({ stoppedAt: null, version: 1 });
  });

  it('stays as it is when anything is wrong with what is sent', async () => {
    await upsert('maths');
    const before = await groupsOf();
    for (const wrong of [{ name: '' }, { parentLmsId: 'nobody' }, { parentLmsId: 'maths' }, { memberLimit: 0 }]) {
      await expect(upsert('maths', wrong)).rejects.toBeInstanceOf(ValidationFailed);
    }
    expect(await groupsOf()).toEqual(before);
    expect(await historyOf()).toHaveLength(1);
  });

  it('is in the history with what really changed', async () => {
    await upsert('maths');
    now = later(1);
    await upsert('maths', { memberLimit: 3 });
    await upsert('maths', { memberLimit: 3 });
    now = later(2);
    await publish('maths');
    await upsert('maths', { memberLimit: 3, archived: true });
    expect(await historyOf()).toEqual([
      ['group', [{ field: 'maths.name', from: null, to: 'Group' }]],
      ['group', [{ field: 'maths.memberLimit', from: null, to: 3 }]],
      [
        'group',
        [
          { field: 'maths.archived', from: false, to: true },
          { field: 'maths.signupUrlStatus', from: 'published', to: 'stopped' },
        ],
      ],
    ]);
  });

  it('that many create at the same moment is created once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => upsert('maths')));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['created', ...Array<string>(7).fill('unchanged')]);
    expect(await groupsOf()).toHaveLength(1);
  });
});

describe('archiving a group', () => {
  it('stops its live URL, and tells who waits', async () => {
    await upsert('maths');
    await publish('maths');
    await waits('maths', 'not_activated', 2);
    await waits('maths', 'unapproved');
    await waits('maths', 'approved', 3);
    await waits('maths', 'not_approved');
    now = later(5);
    const { outcome, archiving, group } = await upsert('maths', { archived: true });
    expect([outcome, archiving]).toEqual(['archived', { signupUrlStopped: true, applicationsWaiting: 3 }]);
    expect(group).toMatchObject({ archived: true, signupUrlStatus: 'stopped', signupUrlId: 'url of maths' });
    expect(await urlOf('maths')).toMatchObject({
      ...{ liveGroupId: null, stoppedAt: now, stoppedById: null, stopReason: 'group_archived', version: 2, updatedAt: now },
    });
  });

  it('says so where there is no URL, and nobody waits', async () => {
    await upsert('maths');
    const { archiving, group } = await upsert('maths', { archived: true });
    expect(archiving).toEqual({ signupUrlStopped: false, applicationsWaiting: 0 });
    expect(group.signupUrlStatus).toBe('not_published');
  });

  it('leaves a URL alone that was stopped before, and retires one whose end has come', async () => {
    for (const lmsId of ['stopped', 'ended']) await upsert(lmsId);
    await publish('stopped', { liveGroupId: null, stoppedAt: NOW, stopReason: 'staff' });
    const endsAt = later(1);
    await publish('ended', { endsAt });
    now = later(2);
    for (const lmsId of ['stopped', 'ended']) {
      expect((await upsert(lmsId, { archived: true })).archiving?.signupUrlStopped).toBe(false);
    }
    expect(await urlOf('stopped')).toMatchObject({ stopReason: 'staff', version: 1 });
    expect(await urlOf('ended')).toMatchObject({ stopReason: 'ended', stoppedAt: endsAt, liveGroupId: null });
    expect((await groupCalled('ended')).signupUrlStatus).toBe('stopped');
  });

  it('and restoring it does not bring the URL back', async () => {
    await upsert('maths');
    await publish('maths');
    await upsert('maths', { archived: true });
    const { outcome, group, archiving } = await upsert('maths');
    expect([outcome, group.archived, group.signupUrlStatus, archiving]).toEqual(['restored', false, 'stopped', null]);
    expect((await urlOf('maths')).liveGroupId).toBeNull();
  });

  it("touches no other group's URL, nor another site's", async () => {
    for (const lmsId of ['maths', 'physics']) await upsert(lmsId);
    for (const lmsId of ['maths', 'physics']) await publish(lmsId);
    await upsert('maths', { archived: true });
    expect((await urlOf('physics')).stoppedAt).toBeNull();
  });
});

describe('a sync', () => {
  it('takes good groups and reports the others, with one entry in the history', async () => {
    await sync([aGroup('kept'), aGroup('changed'), aGroup('archived'), aGroup('restored', { archived: true })]);
    await publish('archived');
    await waits('archived', 'unapproved', 2);
    now = later(1);
    const report = await sync([
      aGroup('kept'),
      aGroup('changed', { name: 'New' }),
      aGroup('child', { parentLmsId: 'parent' }),
      aGroup('parent'),
      aGroup('archived', { archived: true }),
      aGroup('restored'),
      aGroup('wrong', { name: '' }),
      aGroup('kept'),
    ]);
    expect(report.summary).toEqual({ created: 2, updated: 1, unchanged: 1, archived: 1, restored: 1, refused: 2 });
    expect(report.groups.map(({ outcome }) => outcome)).toEqual([
      ...['unchanged', 'updated', 'created', 'created', 'archived', 'restored', 'refused', 'refused'],
    ]);
    expect(report.groups[4]?.archiving).toEqual({ signupUrlStopped: true, applicationsWaiting: 2 });
    expect(await tree()).toEqual(['archived', 'changed', 'child<parent', 'kept', 'parent', 'restored']);
    expect(await historyOf()).toEqual([
      ['group-sync', [{ field: 'created', from: 0, to: 4 }]],
      [
        'group-sync',
        ['created', 'updated', 'archived', 'restored', 'signupUrlsStopped'].map((field) => ({
          field,
          from: 0,
          to: field === 'created' ? 2 : 1,
        })),
      ],
    ]);
  });

  it('that changes nothing leaves no trace', async () => {
    await sync([aGroup('a'), aGroup('b')]);
    const before = await groupsOf();
    now = later(1);
    await sync([aGroup('a'), aGroup('b'), aGroup('c', { name: '' })]);
    expect(await groupsOf()).toEqual(before);
    expect(await historyOf()).toHaveLength(1);
  });

  it('as a dry run reports the same, and changes nothing', async () => {
    await sync([aGroup('a'), aGroup('b', { parentLmsId: 'a' })]);
    await publish('a');
    await waits('a', 'unapproved');
    const everything = async (): Promise<unknown> => [
      await groupsOf(),
      await urlOf('a'),
      await historyOf(),
      await database.dataSource.manager.find(GroupSync),
    ];
    const before = await everything();
    now = later(1);
    const groups = [aGroup('a', { archived: true }), aGroup('b'), aGroup('c', { parentLmsId: 'b' }), aGroup('d', { name: '' })];
    const dry = await sync(groups, { dryRun: true });
    expect(await everything()).toEqual(before);
    expect(dry.dryRun).toBe(true);
    expect(await sync(groups)).toEqual({ ...dry, dryRun: false });
    expect(await tree()).toEqual(['a', 'b', 'c<b']);
  });

  it('as a dry run of a fresh site leaves it fresh', async () => {
    await sync([aGroup('a')], { dryRun: true });
    expect([await groupsOf(), await database.dataSource.manager.find(GroupSync)]).toEqual([[], []]);
  });

  it('knows those below a group that moves, where they are not in the list', async () => {
    const chain = (prefix: string, length: number): object[] =>
      Array.from({ length }, (_, i) => aGroup(`${prefix}${i + 1}`, i === 0 ? {} : { parentLmsId: `${prefix}${i}` }));
    await sync([...chain('a', 12), ...chain('b', 9)]);
    expect((await sync([aGroup('b1', { parentLmsId: 'a12' })])).groups).toMatchObject([{ outcome: 'refused' }]);
    expect((await sync([aGroup('a1', { parentLmsId: 'a12' })])).groups).toMatchObject([{ outcome: 'refused' }]);
    expect((await sync([aGroup('b1', { parentLmsId: 'a11' }), aGroup('b2', { parentLmsId: 'b1' })])).summary.updated).toBe(1);
    expect((await sync([aGroup('c', { parentLmsId: 'b9' })])).groups).toMatchObject([
      { outcome: 'refused', errors: [{ pointer: '#/parentLmsId', fault: { code: 'parent-too-deep' } }] },
    ]);
  });
});

describe('two syncs at once', () => {
  it.each([1, 2, 3, 4, 5])('never make a circle between them (round %i)', async () => {
    await sync([aGroup('a'), aGroup('b'), aGroup('c')]);
    const reports = await Promise.all([
      sync([aGroup('a', { parentLmsId: 'b' })]),
      sync([aGroup('b', { parentLmsId: 'c' })]),
      upsert('c', { parentLmsId: 'a' }).then(
        () => 'taken',
        () => 'refused',
      ),
    ]);
    const refused = reports.filter((report) =>
      typeof report === 'string' ? report === 'refused' : report.summary.refused === 1,
    );
    expect(refused).toHaveLength(1);
    expect((await tree()).filter((text) => text.includes('<'))).toHaveLength(2);
  });

  it('of the same new groups make them once', async () => {
    const groups = Array.from({ length: 50 }, (_, i) => aGroup(`g${i}`, i === 0 ? {} : { parentLmsId: 'g0' }));
    const reports = await Promise.all([sync(groups), sync([...groups].reverse()), sync(groups)]);
    expect(reports.map(({ summary }) => summary.created).sort()).toEqual([0, 0, 50]);
    expect(await groupsOf()).toHaveLength(50);
  });

  it('of two sites do not wait for each other, and are each their own', async () => {
    await Promise.all(SITES.map((siteId) => sync([aGroup('a')], { siteId })));
    expect([await groupsOf('site'), await groupsOf('other site')].map((groups) => groups.length)).toEqual([1, 1]);
  });
});

describe('10,000 groups in one request', () => {
  const groups = (said: object = {}): object[] =>
    Array.from({ length: 10_000 }, (_, i) =>
      aGroup(`group-${i}`, {
        name: `講座 ${i}`,
        parentLmsId: i === 0 ? null : `group-${i % 100 === 0 ? 0 : i - (i % 100)}`,
        ...said,
      }),
    );

  it('take a number of statements that grows with the thousands, whether new, the same, changed or archived', async () => {
    const outcomes: [string, object][] = [
      ['created', {}],
      ['unchanged', {}],
      ['updated', { memberLimit: 7 }],
      ['archived', { memberLimit: 7, archived: true }],
    ];
    for (const [outcome, said] of outcomes) {
      const statements = await countStatements(async () => {
        expect((await sync(groups(said))).summary).toMatchObject({ [outcome]: 10_000 });
      });
      // A thousand: read by id, and by parent where they move, written, URLs and waiting applications. And BEGIN and the like, once.
      expect(statements).toBeGreaterThan(10);
      expect(statements).toBeLessThanOrEqual(10 * 4 + 15);
    }
    expect(await groupsOf()).toHaveLength(10_000);
  });

  it('may all move, and be archived with their URLs, in no more', async () => {
    await sync(groups());
    await database.transactions.run(async (tx) => {
      await tx.query(
        "INSERT INTO signup_urls (siteId, id, groupId, liveGroupId, `key`, codeRequired, codes, publishedAt, publishedById, version, updatedAt) SELECT siteId, id, id, id, id, 0, '[]', createdAt, 'staff', 1, createdAt FROM `groups`",
      );
    });
    const moved = groups({ parentLmsId: 'group-9999', archived: true }).map((group, i) =>
      i === 9999 ? aGroup('group-9999') : group,
    );
    const statements = await countStatements(async () => {
      expect((await sync(moved)).summary).toMatchObject({ archived: 9999, updated: 1 });
    });
    expect(statements).toBeLessThanOrEqual(10 * 8 + 15);
    const live = await database.dataSource.manager.countBy(SignupUrl, { siteId: 'site', stopReason: IsNull() });
    expect(live).toBe(1);
  });
});
