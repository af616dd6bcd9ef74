import { bodyOf, problemOf } from '../support/answers';
import { Api, type Answer } from '../support/api';
import { countRows, lockRows } from '../support/database';
import { ENGINE } from '../support/environment';
import { Scene } from '../support/scene';
import { ONCE_A_YEAR, type Service, startService } from '../support/service';
import { changeSettings, createSite, createStaff, type TestSite } from '../support/site';
import { insertUnactivated } from '../support/unactivated';
import { waitFor } from '../support/wait';

jest.setTimeout(240_000);

const JOB = 'remove-unactivated-applications';
const PUBLIC_BASE_URL = 'http://registration.school.example';
const MANY = 5000;

interface Preview {
  enabled: boolean;
  afterDays: number | null;
  due: { count: number; exact: boolean };
  oldestAppliedAt: string | null;
  nextRunAt: string | null;
  running: boolean;
}
interface Run {
  id: string;
  askedBy: { kind: string; id: string | null; name: string | null };
  startedAt: string;
  endedAt: string | null;
  removed: number;
  outcome: string | null;
}
interface List<T> {
  items: T[];
  nextCursor: string | null;
}

let scene: Scene;
let replicas: Service[] = [];
let unlock: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  scene = await Scene.open({ JOBS_SCHEDULE: ONCE_A_YEAR, PUBLIC_BASE_URL });
});
afterEach(async () => {
  await unlock();
  unlock = () => Promise.resolve();
  replicas.forEach((replica) => {
    replica.wake();
  });
  await Promise.all(replicas.filter((replica) => replica.isRunning()).map((replica) => replica.stop()));
  replicas = [];
});
afterAll(() => scene.close());

const deleteAfter = (site: TestSite, afterDays: number | null): Promise<void> =>
  changeSettings(scene.api, site, { deleteUnactivated: { enabled: afterDays !== null, afterDays } });
const asked = <Body>(site: TestSite, method: string, path: string, token = site.administrator.token): Promise<Answer<Body>> =>
  scene.api.send<Body>(method, `/v1/sites/${site.slug}/cleanup${path}`, { token });
const preview = async (site: TestSite): Promise<Preview> => bodyOf(await asked<Preview>(site, 'GET', ''), 200);
const runsOf = async (site: TestSite): Promise<Run[]> => bodyOf(await asked<List<Run>>(site, 'GET', '/runs'), 200).items;
const idle = (): Promise<true> =>
  waitFor(
    'the job to be idle',
    async () =>
      (await countRows(scene.service.database, "jobs WHERE name = ? AND phase <> 'idle'", [JOB])) === 0 ? true : undefined,
    60,
  );

describe('an administrator', () => {
  it('sees what would go, lets it go now, and finds a report of it', async () => {
    const site = await createSite(scene.service, scene.operator);
    expect(await preview(site)).toEqual({
      ...{ enabled: false, afterDays: null, due: { count: 0, exact: true } },
      ...{ oldestAppliedAt: null, nextRunAt: null, running: false },
    });
    await insertUnactivated(scene.service.database, site.slug, 3, 10);
    const oldest = (await scene.api.listApplications(site.administrator.token, site.slug, { sort: 'appliedAt' })).body.items[0];
    await insertUnactivated(scene.service.database, site.slug, 2, 4);
    await deleteAfter(site, 5);
    const before = await preview(site);
    expect(before).toMatchObject({
      enabled: true,
      afterDays: 5,
      due: { count: 3, exact: true },
      oldestAppliedAt: oldest?.appliedAt,
    });
    expect(before.nextRunAt).toMatch(/-01-01T00:00:00\.000Z$/);
    const begun = bodyOf(await asked<Run>(site, 'POST', '/runs'), 202);
    expect(begun).toMatchObject({ askedBy: { kind: 'person', name: site.administrator.name }, endedAt: null, outcome: null });
    await idle();
    const [report, ...more] = await runsOf(site);
    expect(more).toEqual([]);
    expect(report).toEqual({ ...begun, endedAt: expect.stringMatching(/Z$/) as string, removed: 3, outcome: 'succeeded' });
    expect(await preview(site)).toMatchObject({ due: { count: 0, exact: true }, oldestAppliedAt: null });
    expect((await scene.api.listApplications(site.administrator.token, site.slug)).body.items).toHaveLength(2);
    // Asked for by a person: there is a report, although there was nothing to do.
    bodyOf(await asked<Run>(site, 'POST', '/runs'), 202);
    await idle();
    expect((await runsOf(site)).map(({ removed }) => removed)).toEqual([0, 3]);
    const first = bodyOf(await asked<List<Run>>(site, 'GET', '/runs?limit=1'), 200);
    const second = bodyOf(await asked<List<Run>>(site, 'GET', `/runs?limit=1&cursor=${String(first.nextCursor)}`), 200);
    expect([...first.items, ...second.items].map(({ removed }) => removed)).toEqual([0, 3]);
    expect(second.nextCursor).toBeNull();
  });

  it('cannot let anything go while deletion is switched off; others of the staff cannot at all', async () => {
    const site = await createSite(scene.service, scene.operator);
    await insertUnactivated(scene.service.database, site.slug, 1, 400);
    problemOf(await asked(site, 'POST', '/runs'), 409, 'cleanup-switched-off');
    expect(await runsOf(site)).toEqual([]);
    await deleteAfter(site, 1);
    const reviewer = await createStaff(scene.service, { site: site.slug, role: 'reviewer' });
    problemOf(await asked(site, 'POST', '/runs', reviewer.token), 403, 'forbidden');
    problemOf(await asked(site, 'GET', '', reviewer.token), 403, 'forbidden');
    problemOf(await asked(site, 'GET', '/runs', scene.operator.token), 403, 'forbidden');
    expect((await scene.api.listApplications(site.administrator.token, site.slug)).body.items).toHaveLength(1);
  });

  it('touches no other site', async () => {
    const [mine, other] = [await createSite(scene.service, scene.operator), await createSite(scene.service, scene.operator)];
    for (const site of [mine, other]) {
      await deleteAfter(site, 1);
      await insertUnactivated(scene.service.database, site.slug, 2, 3);
    }
    bodyOf(await asked(mine, 'POST', '/runs'), 202);
    await idle();
    expect([(await preview(mine)).due.count, (await preview(other)).due.count]).toEqual([0, 2]);
    expect(await runsOf(other)).toEqual([]);
  });
});

describe('two replicas', () => {
  async function twoReplicas(cron = ONCE_A_YEAR): Promise<[Service, Service]> {
    const settings = { JOBS_SCHEDULE: cron, SMTP_URL: scene.sink.url, PUBLIC_BASE_URL };
    const { home } = scene.service;
    const [one, two] = await Promise.all([startService(settings, home), startService(settings, home)]);
    replicas = [one, two];
    return [one, two];
  }

  async function thousandsExpired(): Promise<{ site: TestSite; ids: string[] }> {
    const site = await createSite(scene.service, scene.operator);
    await deleteAfter(site, 3);
    return { site, ids: await insertUnactivated(scene.service.database, site.slug, MANY, 4) };
  }

  /** Each exactly once: it is gone, and one line of its history says so. */
  async function expectEachRemovedOnce(ids: readonly string[]): Promise<void> {
    const { database } = scene.service;
    const rows = await database.rows<{ applicationId: string }>(
      "SELECT applicationId FROM application_history WHERE event = 'expire'",
    );
    const mine = rows.map(({ applicationId }) => applicationId).filter((id) => ids.includes(id));
    expect(mine.sort()).toEqual([...ids].sort());
  }

  const fence = async (): Promise<number> => {
    const [row] = await scene.service.database.rows<{ fence: number }>('SELECT fence FROM jobs WHERE name = ?', [JOB]);
    return row?.fence ?? 0;
  };

  it('on one tick remove each of 5,000 once', async () => {
    const { site, ids } = await thousandsExpired();
    const before = await fence();
    const tick = new Date(Math.ceil(Date.now() / 1000 + 20) * 1000);
    await twoReplicas(
      `${tick.getUTCSeconds()} ${tick.getUTCMinutes()} ${tick.getUTCHours()} ${tick.getUTCDate()} ${tick.getUTCMonth() + 1} *`,
    );
    expect(Date.now()).toBeLessThan(tick.getTime());
    await waitFor('the run', async () => ((await fence()) > before ? true : undefined), 60);
    await idle();
    await expectEachRemovedOnce(ids);
    expect(await fence()).toBe(before + 1);
    expect(await runsOf(site)).toMatchObject([{ askedBy: { kind: 'schedule' }, removed: MANY, outcome: 'succeeded' }]);
  });

  // Who waits for a row that is locked is in the middle of a batch. SQLite has no locks on rows.
  (ENGINE === 'mariadb' ? it : it.skip)('do no harm when the one at work sleeps past its lease and wakes up', async () => {
    const { site, ids } = await thousandsExpired();
    const before = await fence();
    const [sleeper] = await twoReplicas();
    // The claims go with the applications: one that is locked holds up the batch that it is in.
    unlock = await lockRows(
      scene.service.database,
      'SELECT * FROM claims FORCE INDEX (ix_claims_application) WHERE siteId = (SELECT id FROM sites WHERE slug = ?) AND applicationId = ?',
      [site.slug, ids[2100] ?? ''],
    );
    const api = new Api(sleeper.baseUrl);
    const begun = await api.send('POST', `/v1/sites/${site.slug}/cleanup/runs`, { token: site.administrator.token });
    bodyOf(begun, 202);
    await waitFor('some batches', async () => (((await runsOf(site))[0]?.removed ?? 0) > 0 ? true : undefined), 30);
    sleeper.pause();
    await waitFor('another to take over', async () => ((await fence()) > before + 1 ? true : undefined), 60);
    sleeper.wake();
    await unlock();
    unlock = () => Promise.resolve();
    await idle();
    // What the sleeper held when the other one came by is left for another run.
    bodyOf(await asked(site, 'POST', '/runs'), 202);
    await idle();
    await expectEachRemovedOnce(ids);
    expect((await runsOf(site)).reduce((sum, { removed }) => sum + removed, 0)).toBe(MANY);
  });
});
