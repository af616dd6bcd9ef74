import { createMigratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { Clock } from '../../src/platform/clock/clock';
import { ValidationFailed } from '../../src/platform/problem/validation-failed';
import { Ids } from '../../src/platform/ids/ids';
import { Site } from '../../src/sites';
import { memberOfStaff, THE_SERVICE } from '../../src/site-history/domain/history-actor';
import { type HistorySubject } from '../../src/site-history/domain/history-subject';
import { SiteHistory } from '../../src/site-history/site-history';
import { SiteHistoryEntry } from '../../src/site-history/site-history-entry.entity';
import { SiteHistoryReadModel } from '../../src/site-history/site-history.read-model';

/** Every look at it is a second later. */
class TickingClock extends Clock {
  private seconds = 0;
  override now(): Date {
    this.seconds += 1;
    return new Date(Date.UTC(2026, 2, 1, 12, 0, this.seconds));
  }
}

const CHANGES = [{ field: 'name', from: 'a', to: 'b' }];

let database: MigratedDatabase;
let history: SiteHistory;
let readModel: SiteHistoryReadModel;

beforeAll(async () => {
  database = await createMigratedDatabase();
  const clock = new TickingClock();
  history = new SiteHistory(clock, new Ids(clock));
  readModel = new SiteHistoryReadModel(database.dataSource);
  await database.transactions.run(async (tx) => {
    for (const id of ['one', 'two']) {
      await tx.insert(Site, { id, slug: id, name: id, registrationAvailable: true, createdAt: clock.now() });
    }
  });
});

afterEach(() => database.transactions.run((tx) => tx.deleteAll(SiteHistoryEntry)));

afterAll(() => database.close());

const record = (siteId: string, subject: HistorySubject, changes = CHANGES): Promise<void> =>
  database.transactions.run((tx) => history.record(tx, { siteId, subject, by: THE_SERVICE, changes }));

const page = (more: Partial<Parameters<SiteHistoryReadModel['page']>[0]> = {}): ReturnType<SiteHistoryReadModel['page']> =>
  readModel.page({ siteId: 'one', subjects: [], limit: 50, cursor: undefined, ...more });

describe('the history of a site', () => {
  it('is its own, newest first, as it was recorded', async () => {
    await record('one', 'site');
    await record('two', 'site');
    await database.transactions.run((tx) =>
      history.record(tx, {
        siteId: 'one',
        subject: 'registration-settings',
        by: memberOfStaff({ staffId: 'ann', name: '安 "Ann" 😀', requestId: 'r-1' }),
        changes: [{ field: 'notifiedOfApplications', from: ['administrators'], to: [] }],
      }),
    );
    const { items, nextCursor } = await page();
    expect(nextCursor).toBeNull();
    expect(items.map(({ subject }) => subject)).toEqual(['registration-settings', 'site']);
    expect(items[0]).toMatchObject({ actorKind: 'staff', actorId: 'ann', actorName: '安 "Ann" 😀', requestId: 'r-1' });
    expect(JSON.parse(items[0]?.changes ?? '')).toEqual([{ field: 'notifiedOfApplications', from: ['administrators'], to: [] }]);
  });

  it('tells nothing where nothing changed', async () => {
    await record('one', 'site', []);
    expect((await page()).items).toEqual([]);
  });

  it('tells nothing of what was undone', async () => {
    const undone = database.transactions.run(async (tx) => {
      await history.record(tx, { siteId: 'one', subject: 'site', by: THE_SERVICE, changes: CHANGES });
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect((await page()).items).toEqual([]);
  });

  it('is read page by page, each entry once, even when something happens meanwhile', async () => {
    for (let i = 0; i < 5; i += 1) await record('one', 'site');
    const all = (await page()).items.map(({ id }) => id);
    const first = await page({ limit: 2 });
    await record('one', 'site');
    const second = await page({ limit: 2, cursor: first.nextCursor ?? '' });
    const third = await page({ limit: 2, cursor: second.nextCursor ?? '' });
    expect([...first.items, ...second.items, ...third.items].map(({ id }) => id)).toEqual(all);
    expect(third.nextCursor).toBeNull();
  });

  it('can be narrowed to some subjects, on every page', async () => {
    for (const subject of ['site', 'registration-settings', 'site', 'registration-settings'] as const)
      await record('one', subject);
    const first = await page({ subjects: ['site'], limit: 1 });
    const second = await page({ subjects: ['site'], limit: 1, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual(['site', 'site']);
    expect(second.nextCursor).toBeNull();
    expect((await page({ subjects: ['site', 'registration-settings'] })).items).toHaveLength(4);
  });

  it('refuses a cursor that is none', async () => {
    await expect(page({ cursor: 'garbage' })).rejects.toThrow(ValidationFailed);
  });
});
