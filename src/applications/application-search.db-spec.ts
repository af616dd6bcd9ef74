import { nameOfStaff } from '../auth';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { faultsOfPlan } from '../../test/support/query-plans';
import { statementsDuring } from '../../test/support/statements';
import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { Mail } from '../mail';
import { isoOf } from '../platform/database/prepared-read';
import { Site } from '../sites';
import { ApplicationSearch, type Stretch } from './application-search';
import { Application } from './application.entity';
import { type ApplicationFilter, BY_THE_SERVICE } from './domain/application-filter';
import { APPLICATION_STATUSES, type ApplicationStatus } from './domain/application-lifecycle';
import { anApplication } from './testing/an-application';

jest.setTimeout(180_000);

const SITE = 'site';
const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const HOW_MANY = 2500;
const SOURCES = 7;

interface Sent extends Application {
  readonly lastMail: 'queued' | 'sending' | 'sent' | 'failed' | null;
}

let database: MigratedDatabase;
let search: ApplicationSearch;
let all: Sent[];

beforeAll(async () => {
  database = await createMigratedDatabase();
  search = new ApplicationSearch(database.dataSource);
  await database.transactions.run((tx) =>
    tx.insert(
      Site,
      [SITE, 'other', 'desk'].map((id) => ({ id, slug: id, name: id, registrationAvailable: true, createdAt: new Date(START) })),
    ),
  );
  all = Array.from({ length: HOW_MANY }, (_, i) => sent(i));
  await keep(all);
  await keep([{ ...anApplication({ siteId: 'other', groupId: 'g0', name: 'Hana' }), lastMail: 'sent' }]);
});

afterAll(() => database.close());

/** The i-th of a site where two thirds have the same beginnings, the rare cluster at one end, and one in forty is not approved yet. */
// eslint-disable-next-line complexity -- a table of shares, one a column
function sent(i: number): Sent {
  const status: ApplicationStatus =
    i % 40 === 0 ? 'unapproved' : i % 97 === 0 ? 'not_activated' : i % 11 === 0 ? 'not_approved' : 'approved';
  const isDecided = status === 'approved' || status === 'not_approved';
  const application = anApplication({
    siteId: SITE,
    status,
    appliedAt: new Date(START + i * HOUR),
    name: i % 3 === 0 ? `Öz%t_rk ${i}` : i < 100 ? `Rare ${i}` : `田中 ${i}`,
    loginId: i % 10 === 0 ? null : i % 3 === 0 ? `Ann_${i}` : `learner.${String(i).padStart(5, '0')}`,
    email: `${i % 3 === 0 ? 'ann' : 'learner'}.${i}@${i % 5 === 0 ? 'rare' : 'school'}.example`,
    groupId: i % SOURCES === 0 ? null : `g${i % SOURCES}`,
    signupUrlId: i % SOURCES === 0 ? null : `u${i % SOURCES}`,
    authenticationCodeId: i % 2 === 0 ? null : `c${i % SOURCES}`,
    decidedById: isDecided && i % 2 === 0 ? `staff-${i % 3}` : null,
  });
  return { ...application, lastMail: i % 50 === 0 ? 'failed' : i % 61 === 0 ? 'queued' : i % 13 === 0 ? null : 'sent' };
}

async function keep(applications: readonly Sent[]): Promise<void> {
  await database.transactions.run(async (tx) => {
    for (let i = 0; i < applications.length; i += 100) {
      const some = applications.slice(i, i + 100);
      await tx.insert(
        Application,
        some.map((each) => ({ ...each })),
      );
      await tx.insert(Mail, some.flatMap(mailsOf));
    }
  });
}

/** The last to the applicant in the state said; before it another, and after it one to the staff, which does not count. */
function mailsOf({ siteId, id: applicationId, appliedAt, lastMail }: Sent): Mail[] {
  const mail = (template: Mail['template'], state: Mail['state'], minutes: number): Mail => ({
    ...{
      siteId,
      id: v7({ msecs: appliedAt.getTime() + minutes * 60_000 }),
      applicationId,
      template,
      state,
      locale: 'en',
      tries: 1,
    },
    ...{ recipient: null, params: null, dueAt: appliedAt, queuedAt: appliedAt, sentAt: null, lastAnswer: null },
  });
  const toStaff = mail('application-waiting', 'queued', 3);
  return lastMail === null ? [toStaff] : [mail('activation', 'failed', 1), mail('activation', lastMail, 2), toStaff];
}

/** What the filter says, said again without a database. */
// eslint-disable-next-line complexity -- one line a condition, as in the filter
function matches(filter: ApplicationFilter, application: Sent): boolean {
  const { email = '', decidedById } = filter;
  const isDecided = application.status === 'approved' || application.status === 'not_approved';
  const given = <T>(wanted: T | undefined, test: (wanted: T) => boolean): boolean => wanted === undefined || test(wanted);
  return (
    (filter.statuses.length === 0 || filter.statuses.includes(application.status)) &&
    given(filter.loginId, (text) => application.loginIdKey?.startsWith(text) === true) &&
    (email.startsWith('@') ? application.emailKey.endsWith(email) : application.emailKey.startsWith(email)) &&
    given(filter.name, (text) => application.nameKey.startsWith(text)) &&
    given(filter.appliedFrom, (from) => application.appliedAt >= from) &&
    given(filter.appliedBefore, (before) => application.appliedAt < before) &&
    given(filter.groupId, (id) => application.groupId === id) &&
    given(filter.signupUrlId, (id) => application.signupUrlId === id) &&
    given(filter.authenticationCodeId, (id) => application.authenticationCodeId === id) &&
    given(filter.mailState, (state) => application.lastMail === state) &&
    given(decidedById, (id) =>
      id === BY_THE_SERVICE ? isDecided && application.decidedById === null : application.decidedById === id,
    )
  );
}

const expected = (filter: ApplicationFilter): string[] =>
  all.filter((application) => matches(filter, application)).map(({ id }) => id);

async function walked(filter: ApplicationFilter, order: Stretch['order'], size: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const batch of search.idBatches(SITE, filter, size, order)) {
    expect(batch.length).toBeLessThanOrEqual(size);
    ids.push(...batch);
  }
  return ids;
}

const at = (hour: number): Date => new Date(START + hour * HOUR);

const SINGLE: Record<string, Partial<ApplicationFilter>> = {
  nothing: {},
  'one status': { statuses: ['unapproved'] },
  'two statuses': { statuses: ['approved', 'unapproved'] },
  'a common login ID': { loginId: 'learner.' },
  'a rare login ID': { loginId: 'learner.0010' },
  'a common address': { email: 'learner.' },
  'an address': { email: 'ann.3@rare.ex' },
  'a domain': { email: '@rare.example' },
  'a common name': { name: '田中' },
  'a name at the far end': { name: 'rare' },
  'no such name': { name: 'nobody' },
  'a group': { groupId: 'g3' },
  'a sign-up URL': { signupUrlId: 'u3' },
  'a code': { authenticationCodeId: 'c1' },
  'failed mail': { mailState: 'failed' },
  'queued mail': { mailState: 'queued' },
  'sent mail': { mailState: 'sent' },
  'a reviewer': { decidedById: 'staff-1' },
  'the service': { decidedById: BY_THE_SERVICE },
  'some days': { appliedFrom: at(500), appliedBefore: at(700) },
  'days that are none': { appliedFrom: at(700), appliedBefore: at(500) },
};

describe('a search', () => {
  it.each(Object.entries(SINGLE))('for %s finds all that match, either way, and counts them', async (_name, asked) => {
    const filter = { statuses: [], ...asked };
    const wanted = expected(filter);
    expect(await walked(filter, 'ASC', 170)).toEqual(wanted);
    expect(await walked(filter, 'DESC', 51)).toEqual([...wanted].reverse());
    expect(await search.count(SITE, filter, 10_000)).toBe(wanted.length);
    expect(await search.count(SITE, filter, 7)).toBe(Math.min(7, wanted.length));
  });

  it('finds all that match any combination', async () => {
    const part = (name: keyof ApplicationFilter) =>
      fc.option(fc.constantFrom(...Object.values(SINGLE).filter((each) => name in each)), { nil: {}, freq: 3 });
    const parts = fc.tuple(
      ...(
        [
          'statuses',
          'loginId',
          'email',
          'name',
          'groupId',
          'authenticationCodeId',
          'mailState',
          'decidedById',
          'appliedFrom',
        ] as const
      ).map(part),
    );
    await fc.assert(
      fc.asyncProperty(
        parts,
        fc.constantFrom('ASC' as const, 'DESC' as const),
        fc.integer({ min: 1, max: 400 }),
        async (said, order, size) => {
          const filter: ApplicationFilter = Object.assign(
            { statuses: [] },
            ...(said as Partial<ApplicationFilter>[]),
          ) as ApplicationFilter;
          const wanted = order === 'ASC' ? expected(filter) : expected(filter).reverse();
          const found = await search.ids(SITE, filter, { order, after: null, size });
          expect(found).toEqual(wanted.slice(0, size));
          const after = wanted[Math.floor(wanted.length / 2)] ?? null;
          expect(await search.ids(SITE, filter, { order, after, size })).toEqual(
            wanted.slice(after === null ? 0 : wanted.indexOf(after) + 1).slice(0, size),
          );
          const rows = await search.rows<{ id: string }>(SITE, filter, { order, after: null, size }, ['application.id']);
          expect(rows.map(({ id }) => id)).toEqual(found);
        },
      ),
      { numRuns: 120 },
    );
  });

  it.each<[string, Partial<ApplicationFilter>, number]>([
    ['%', { name: '%' }, 0],
    ['an underscore', { loginId: 'ann_' }, 1],
    ['anything by an underscore', { loginId: 'a_n' }, 0],
    ['anything by a star', { email: '*' }, 0],
    ['öz%t_', { name: 'öz%t_' }, 1],
    ['any letter by an underscore', { name: 'öz_' }, 0],
    ['a backslash', { name: '\\' }, 0],
    ['a quote', { name: "'" }, 0],
  ])('takes wildcards for letters: %s', async (_name, asked, some) => {
    const filter = { statuses: [], ...asked };
    const found = await search.ids(SITE, filter, { order: 'ASC', after: null, size: 3000 });
    expect(found).toEqual(expected(filter));
    expect(found.length > 0).toBe(some > 0);
  });
});

describe('the rows of a search', () => {
  it('tell moments as JSON does, to the millisecond', async () => {
    const newest = all.at(-1) as Application;
    const [row] = await search.rows<{ id: string; appliedAt: string }>(
      SITE,
      { statuses: [] },
      { order: 'DESC', after: null, size: 1 },
      ['application.id', 'application.appliedAt'],
    );
    expect(row?.id).toBe(newest.id);
    expect(isoOf(row?.appliedAt ?? '')).toBe(newest.appliedAt.toISOString());
    expect(isoOf('2026-04-01 09:00:00')).toBe('2026-04-01T09:00:00.000Z');
    expect(isoOf('2026-04-01 09:00:00.007')).toBe('2026-04-01T09:00:00.007Z');
  });
});

describe('every statement of a search', () => {
  const MAY_BE_SORTED = /slice|_login_id|_email|_name/;
  const COLUMNS = ['application.id', 'application.status', `${nameOfStaff('application.decidedById')} AS decidedBy`];
  const COMBINED: Record<string, Partial<ApplicationFilter>> = {
    ...SINGLE,
    'a status and a group': { statuses: ['unapproved'], groupId: 'g3' },
    'a status and a name': { statuses: ['unapproved'], name: '田中' },
    'a status and failed mail': { statuses: ['not_activated'], mailState: 'failed' },
    'a group and a name and mail': { groupId: 'g3', name: '田中', mailState: 'sent' },
    'all at once': {
      ...SINGLE['a group'],
      ...SINGLE['a common login ID'],
      ...SINGLE['a domain'],
      ...SINGLE['some days'],
      decidedById: 'staff-1',
    },
  };

  it.each(Object.entries(COMBINED))('for %s reads through an index', async (_name, asked) => {
    const filter = { statuses: [], ...asked };
    const statements = await statementsDuring(database.dataSource, async () => {
      await search.rows(SITE, filter, { order: 'DESC', after: null, size: 51 }, COLUMNS);
      await search.rows(SITE, filter, { order: 'ASC', after: all[1000]?.id ?? '', size: 51 }, COLUMNS);
      await search.count(SITE, { ...filter, statuses: ['approved'] }, 10_001);
    });
    expect(statements.length).toBeGreaterThan(asked === SINGLE['days that are none'] ? -1 : 1);
    for (const [sql, values] of statements) {
      expect({ sql, faults: await faultsOfPlan(database.dataSource, sql, values, MAY_BE_SORTED) }).toEqual({ sql, faults: [] });
    }
  });
});

describe('pages of a list that changes meanwhile', () => {
  it('neither skip nor repeat what was there and stayed', async () => {
    const event = fc.record({
      kind: fc.constantFrom('arrives', 'is decided', 'is decided'),
      which: fc.nat(),
      to: fc.constantFrom(...APPLICATION_STATUSES),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(event, { maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('ASC' as const, 'DESC' as const),
        // eslint-disable-next-line complexity -- a story in the order it happens
        async (between, size, order) => {
          await database.transactions.run((tx) => tx.delete(Application, { siteId: 'desk' }));
          let hour = 0;
          const arrive = async (): Promise<Application> => {
            const application = anApplication({ siteId: 'desk', appliedAt: at((hour += 1)) });
            await database.transactions.run((tx) => tx.insert(Application, { ...application }));
            return application;
          };
          const there: Application[] = [];
          for (let i = 0; i < 20; i += 1) there.push(await arrive());
          const first = new Set(there.map(({ id }) => id));
          const moved = new Set<string>();
          const filter: ApplicationFilter = { statuses: ['unapproved'], name: 'sam' };
          const seen: string[] = [];
          let after: string | null = null;
          for (let page = 0; ; page += 1) {
            const ids: readonly string[] = await search.ids('desk', filter, { order, after, size });
            seen.push(...ids);
            if (ids.length < size) break;
            after = ids.at(-1) ?? null;
            for (const { kind, which, to } of between[page % between.length] ?? []) {
              const one = there[which % there.length] as Application;
              if (kind === 'arrives') {
                if (there.length < 40) there.push(await arrive());
              } else {
                moved.add(one.id);
                await database.transactions.run((tx) => tx.update(Application, { siteId: 'desk', id: one.id }, { status: to }));
              }
            }
          }
          expect(new Set(seen).size).toBe(seen.length);
          const stayed = [...first].filter((id) => !moved.has(id));
          expect(stayed.filter((id) => !seen.includes(id))).toEqual([]);
          expect(seen).toEqual(order === 'ASC' ? [...seen].sort() : [...seen].sort().reverse());
        },
      ),
      { numRuns: 25 },
    );
  });
});
