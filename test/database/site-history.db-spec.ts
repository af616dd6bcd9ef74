import { createMigratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { faultsOfPlan } from '../support/query-plans';
import { statementsDuring } from '../support/statements';
import { type SiteAccess } from '../../src/platform/access/staff-access';
import { Clock } from '../../src/platform/clock/clock';
import { ValidationFailed } from '../../src/platform/problem/validation-failed';
import { Ids } from '../../src/platform/ids/ids';
import { type Log } from '../../src/platform/logging/log';
import { Site } from '../../src/sites';
import { deskStaff, memberOfStaff, THE_SERVICE } from '../../src/site-history/domain/history-actor';
import { type HistoryFilter } from '../../src/site-history/domain/history-filter';
import { RecordedExport } from '../../src/site-history/recorded-export';
import { type Occurrence, SiteHistory } from '../../src/site-history/site-history';
import { SiteHistoryEntry } from '../../src/site-history/site-history-entry.entity';
import { type HistoryView, SiteHistoryReadModel } from '../../src/site-history/site-history.read-model';

jest.setTimeout(60_000);

/** Every look at it is a second later. */
class TickingClock extends Clock {
  private seconds = 0;
  override now(): Date {
    this.seconds += 1;
    return new Date(Date.UTC(2026, 2, 1, 12, 0, this.seconds));
  }
}

const CHANGES = [{ field: 'name', from: 'a', to: 'b' }];
const ON_SITE = { siteId: 'one', by: THE_SERVICE, changes: CHANGES } as const;
const ANN: SiteAccess = {
  ...{ staffId: 'ann', name: '安 "Ann" 😀', email: 'ann@academy.example', roles: ['administrator'] },
  ...{ siteId: 'one', requestId: 'request-of-ann', address: '2001:db8::1' },
};

let database: MigratedDatabase;
let history: SiteHistory;
let readModel: SiteHistoryReadModel;
let recorded: RecordedExport;
let logged: string[];

beforeAll(async () => {
  database = await createMigratedDatabase();
  const clock = new TickingClock();
  const ids = new Ids(clock);
  history = new SiteHistory(clock, ids);
  readModel = new SiteHistoryReadModel(database.dataSource);
  const log = { error: (message: string) => logged.push(message) } as unknown as Log;
  recorded = new RecordedExport(history, database.transactions, ids, log);
  await database.transactions.run(async (tx) => {
    for (const id of ['one', 'two']) {
      await tx.insert(Site, { id, slug: id, name: id, registrationAvailable: true, createdAt: clock.now() });
    }
  });
});

beforeEach(() => {
  logged = [];
});
afterEach(() => database.transactions.run((tx) => tx.deleteAll(SiteHistoryEntry)));

afterAll(() => database.close());

const record = (occurrence: Occurrence): Promise<void> => database.transactions.run((tx) => history.record(tx, occurrence));
const siteChanged = (siteId = 'one'): Promise<void> => record({ ...ON_SITE, siteId, subject: 'site', event: 'change' });

const page = (
  filter: Partial<HistoryFilter> = {},
  { limit = 50, cursor }: { limit?: number; cursor?: string | null } = {},
): ReturnType<SiteHistoryReadModel['page']> =>
  readModel.page({ siteId: 'one', filter: { subjects: [], ...filter }, limit, cursor: cursor ?? undefined });
const idsOf = (entries: readonly HistoryView[]): string[] => entries.map(({ id }) => id);

describe('the history of a site', () => {
  it('is its own, newest first, as it was recorded', async () => {
    await siteChanged();
    await siteChanged('two');
    await record({
      siteId: 'one',
      subject: 'registration-settings',
      event: 'change',
      by: memberOfStaff(ANN),
      changes: [{ field: 'notifiedOfApplications', from: ['administrators'], to: [] }],
    });
    const { items, nextCursor } = await page();
    expect(nextCursor).toBeNull();
    expect(items.map(({ subject }) => subject)).toEqual(['registration-settings', 'site']);
    expect(items[0]).toMatchObject({
      ...{ event: 'change', aboutId: null, actorKind: 'staff', actorId: 'ann', actorName: '安 "Ann" 😀' },
      ...{ address: '2001:db8::1', requestId: 'request-of-ann' },
    });
    expect(JSON.parse(items[0]?.changes ?? '')).toEqual([{ field: 'notifiedOfApplications', from: ['administrators'], to: [] }]);
  });

  it('tells the same moment by its time and by its id', async () => {
    await siteChanged();
    const [entry] = (await page()).items;
    expect(entry?.at).toBeInstanceOf(Date);
    expect(Number.parseInt(entry?.id.replaceAll('-', '').slice(0, 12) ?? '', 16)).toBe(entry?.at.getTime());
  });

  it('leaves out the id of a request about an application', async () => {
    const about = { siteId: 'one', subject: 'decision', event: 'approve', aboutId: 'application' } as const;
    await record({ ...about, by: deskStaff(ANN) });
    expect((await page()).items).toMatchObject([
      { aboutId: 'application', actorId: 'ann', address: '2001:db8::1', requestId: null, changes: '[]' },
    ]);
  });

  it('tells nothing where nothing changed', async () => {
    await record({ ...ON_SITE, subject: 'site', event: 'change', changes: [] });
    expect((await page()).items).toEqual([]);
  });

  it('tells nothing of what was undone', async () => {
    const undone = database.transactions.run(async (tx) => {
      await history.record(tx, { ...ON_SITE, subject: 'site', event: 'change' });
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect((await page()).items).toEqual([]);
  });

  it('is told on each site of what concerns several, and on none of what concerns none', async () => {
    const occurrence = { subject: 'staff', event: 'disable', aboutId: 'ben', by: memberOfStaff(ANN) } as const;
    await database.transactions.run((tx) => history.recordOnEach(tx, ['one', 'two'], occurrence));
    await database.transactions.run((tx) => history.recordOnEach(tx, [], occurrence));
    for (const siteId of ['one', 'two']) {
      const { items } = await readModel.page({ siteId, filter: { subjects: [] }, limit: 50, cursor: undefined });
      expect(items).toMatchObject([{ subject: 'staff', event: 'disable', aboutId: 'ben', actorId: 'ann' }]);
    }
  });

  it('is read page by page, each entry once, even when something happens meanwhile', async () => {
    for (let i = 0; i < 5; i += 1) await siteChanged();
    const all = idsOf((await page()).items);
    const first = await page({}, { limit: 2 });
    await siteChanged();
    const second = await page({}, { limit: 2, cursor: first.nextCursor });
    await Promise.all([siteChanged(), siteChanged()]);
    const third = await page({}, { limit: 2, cursor: second.nextCursor });
    expect(idsOf([...first.items, ...second.items, ...third.items])).toEqual(all);
    expect(third.nextCursor).toBeNull();
  });

  it('is read whole in batches, each entry once', async () => {
    for (let i = 0; i < 5; i += 1) await siteChanged();
    const all = idsOf((await page()).items);
    for (const size of [1, 2, 4, 5, 6]) {
      const seen: string[] = [];
      for await (const batch of readModel.batches('one', { subjects: [] }, size)) seen.push(...idsOf(batch));
      expect(seen).toEqual(all);
    }
  });

  it('refuses a cursor that is none', async () => {
    await expect(page({}, { cursor: 'garbage' })).rejects.toThrow(ValidationFailed);
  });
});

describe('a filter', () => {
  /** Who, what, about what: every combination once, and some of another site. */
  async function aHistory(): Promise<HistoryView[]> {
    const ben = memberOfStaff({ ...ANN, staffId: 'ben' });
    for (const by of [memberOfStaff(ANN), ben, THE_SERVICE]) {
      for (const aboutId of ['x', 'y']) {
        await record({ siteId: 'one', subject: 'signup-url', event: 'edit', aboutId, by, changes: CHANGES });
        await record({ siteId: 'one', subject: 'mail', event: 'send-again', aboutId, by });
        await record({ siteId: 'one', subject: 'decision', event: 'approve', aboutId, by });
        await record({ siteId: 'two', subject: 'decision', event: 'approve', aboutId, by });
      }
    }
    return (await page()).items;
  }

  const SUBJECTS = [[], ['mail'], ['mail', 'signup-url'], ['mail', 'mail', 'decision', 'signup-url'], ['terms']] as const;
  const FILTERS: HistoryFilter[] = SUBJECTS.flatMap((subjects) =>
    [undefined, 'ann', 'nobody'].flatMap((actorId) =>
      [undefined, 'x', 'nothing'].map((aboutId) => ({
        subjects,
        ...(actorId !== undefined && { actorId }),
        ...(aboutId !== undefined && { aboutId }),
      })),
    ),
  );

  const expected = (all: readonly HistoryView[], { subjects, actorId, aboutId, from, before }: HistoryFilter): string[] => {
    const conditions: ((entry: HistoryView) => boolean)[] = [
      ({ subject }) => subjects.length === 0 || subjects.includes(subject),
      (entry) => actorId === undefined || entry.actorId === actorId,
      (entry) => aboutId === undefined || entry.aboutId === aboutId,
      ({ at }) => from === undefined || at >= from,
      ({ at }) => before === undefined || at < before,
    ];
    return idsOf(all.filter((entry) => conditions.every((holds) => holds(entry))));
  };

  async function allPages(filter: HistoryFilter): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const found: Awaited<ReturnType<typeof page>> = await page(filter, { limit: 4, cursor });
      seen.push(...idsOf(found.items));
      cursor = found.nextCursor;
    } while (cursor !== null);
    return seen;
  }

  it('of any kind, alone or with others, finds what it should, on every page', async () => {
    const all = await aHistory();
    expect(all).toHaveLength(18);
    const [from, before] = [all[12], all[3]].map((entry) => entry?.at ?? new Date(0)) as [Date, Date];
    for (const filter of FILTERS.flatMap((each) => [each, { ...each, from }, { ...each, from, before }])) {
      expect({ filter, seen: await allPages(filter) }).toEqual({ filter, seen: expected(all, filter) });
    }
  });

  it('is served by an index in the order of the list, first page and later ones', async () => {
    await aHistory();
    const cursor = (await page({}, { limit: 1 })).nextCursor;
    const asked = await statementsDuring(database.dataSource, async () => {
      for (const filter of FILTERS) {
        await page(filter);
        await page({ ...filter, from: new Date(0), before: new Date() }, { cursor });
      }
    });
    expect(asked.length).toBeGreaterThanOrEqual(2 * FILTERS.length);
    for (const [sql, values] of asked) {
      // What happened to one thing is little.
      const faults = await faultsOfPlan(database.dataSource, sql, values, /ix_site_history_about/);
      expect({ sql, values, faults }).toEqual({ sql, values, faults: [] });
    }
  });
});

describe('an export', () => {
  const TOLD = { what: 'applications', format: 'csv', filters: ['status=approved', 'email'] } as const;
  // eslint-disable-next-line @typescript-eslint/require-await -- as a source that has to wait.
  async function* source(...sizes: number[]): AsyncGenerator<number[]> {
    for (const size of sizes) yield Array.from({ length: size }, (_, i) => i);
  }
  const told = async (): Promise<unknown[]> =>
    (await page()).items
      .reverse()
      .map(({ event, changes }) => [
        event,
        Object.fromEntries((JSON.parse(changes) as { field: string; to: unknown }[]).map(({ field, to }) => [field, to])),
      ]);
  const BEGUN = ['begin', { what: 'applications', format: 'csv', filters: ['status=approved', 'email'] }];

  it('is told when it begins and when it ends, with its rows, about the same id', async () => {
    const seen: number[] = [];
    for await (const batch of recorded.of(ANN, TOLD, source(200, 3))) seen.push(batch.length);
    expect(seen).toEqual([200, 3]);
    expect(await told()).toEqual([BEGUN, ['finish', { what: 'applications', rows: 203 }]]);
    const { items } = await page();
    expect(new Set(items.map(({ aboutId }) => aboutId)).size).toBe(1);
    expect(items).toMatchObject(Array.from({ length: 2 }, () => ({ subject: 'export', actorId: 'ann', address: '2001:db8::1' })));
  });

  it('is told before its first row', async () => {
    const batches = recorded.of(ANN, TOLD, source(1));
    await batches.next();
    expect(await told()).toEqual([BEGUN]);
    await batches.return(undefined);
  });

  it('that the client breaks off is told with what had left by then', async () => {
    for await (const batch of recorded.of(ANN, TOLD, source(200, 200, 200))) if (batch.length > 0) break;
    expect(await told()).toEqual([BEGUN, ['break-off', { what: 'applications', rows: 200 }]]);
  });

  it('that fails is told as broken off, and fails', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- as a source that has to wait.
    async function* failing(): AsyncGenerator<number[]> {
      yield [1, 2];
      throw new Error('away');
    }
    const all = async (): Promise<void> => {
      for await (const batch of recorded.of(ANN, TOLD, failing())) expect(batch).toHaveLength(2);
    };
    await expect(all()).rejects.toThrow('away');
    expect(await told()).toEqual([BEGUN, ['break-off', { what: 'applications', rows: 2 }]]);
  });

  it('that cannot be recorded is none: nothing is read', async () => {
    const unknownSite = { ...ANN, siteId: 'none' };
    let isRead = false;
    // eslint-disable-next-line @typescript-eslint/require-await -- as a source that has to wait.
    async function* looking(): AsyncGenerator<number[]> {
      isRead = true;
      yield [1];
    }
    await expect(recorded.of(unknownSite, TOLD, looking()).next()).rejects.toThrow();
    expect(isRead).toBe(false);
  });

  it('whose end cannot be recorded has left all the same; the log says so', async () => {
    const batches = recorded.of(ANN, TOLD, source(1));
    await batches.next();
    const run = jest.spyOn(database.transactions, 'run').mockRejectedValueOnce(new Error('away'));
    expect(await batches.next()).toEqual({ done: true, value: undefined });
    run.mockRestore();
    expect(logged).toEqual(['the end of an export could not be recorded']);
    expect(await told()).toEqual([BEGUN]);
  });
});
