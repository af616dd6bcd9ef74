import { bodyOf, problemOf } from '../support/answers';
import { Api } from '../support/api';
import { countRows, lockRows } from '../support/database';
import { ENGINE } from '../support/environment';
import { insertGroups } from '../support/groups';
import { Scene } from '../support/scene';
import { ONCE_A_YEAR, type Service, startService } from '../support/service';
import { waitFor } from '../support/wait';

jest.setTimeout(240_000);

const JOB = 'retire-ended-signup-urls';
const URLS = 3000;
// Tokens name the service by it: replicas share one.
const PUBLIC_BASE_URL = 'http://registration.school.example';

interface Run {
  startedAt: string;
  rows: number;
}
interface ListedJob {
  name: string;
  summary: string;
  cron: string;
  timeZone: string;
  nextTickAt: string;
  running: (Run & { holder: string }) | null;
  lastRun: (Run & { endedAt: string; durationMs: number; outcome: string; error: string | null }) | null;
  lastSucceededAt: string | null;
}

let scene: Scene;
let replicas: Service[] = [];
let unlock: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  scene = await Scene.open({ JOBS_SCHEDULE: ONCE_A_YEAR, PUBLIC_BASE_URL });
  const { service, site, api } = scene;
  await insertGroups(
    service.database,
    site.slug,
    Array.from({ length: URLS }, (_, i) => ({ name: `Group ${i}` })),
  );
  const published = await api.send('POST', `/v1/sites/${site.slug}/signup-urls/bulk`, {
    token: site.administrator.token,
    json: { groups: { filter: {} } },
  });
  bodyOf(published, 200);
  await waitFor('the service to look at the job', async () =>
    (await countRows(service.database, 'jobs WHERE name = ?', [JOB])) > 0 ? true : undefined,
  );
  // Each test begins its own replicas, on this one's home.
  await service.stop();
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

/** As if the end date of every URL had come just now, and nobody had looked since. */
async function everyUrlEnds(): Promise<void> {
  const { database } = scene.service;
  await database.write(
    "UPDATE signup_urls SET liveGroupId = groupId, stoppedAt = NULL, stopReason = NULL, version = 1, endsAt = '2026-01-01 00:00:00.000'",
  );
  await database.write("UPDATE `groups` SET signupUrlStatus = 'published'");
}

/** Each exactly once: every stop counts up the version. */
async function expectEachRetiredOnce(): Promise<void> {
  const { database } = scene.service;
  expect(await countRows(database, "signup_urls WHERE version = 2 AND stopReason = 'ended' AND stoppedAt = endsAt")).toBe(URLS);
  expect(await countRows(database, "`groups` WHERE signupUrlStatus = 'stopped'")).toBe(URLS);
}

async function twoReplicas(cron = ONCE_A_YEAR): Promise<[Service, Service]> {
  const settings = { JOBS_SCHEDULE: cron, SMTP_URL: scene.sink.url, PUBLIC_BASE_URL };
  const [one, two] = await Promise.all([startService(settings, scene.service.home), startService(settings, scene.service.home)]);
  replicas = [one, two];
  return [one, two];
}

async function listedBy(replica: Service): Promise<ListedJob> {
  const answer = await new Api(replica.baseUrl).send<{ items: ListedJob[] }>('GET', '/v1/jobs', { token: scene.operator.token });
  const job = bodyOf(answer, 200).items.find(({ name }) => name === JOB);
  if (job === undefined) throw new Error('The job is not listed.');
  return job;
}

const runOn = (replica: Service) =>
  new Api(replica.baseUrl).send<ListedJob>('POST', `/v1/jobs/${JOB}/run`, { token: scene.operator.token });

const standing = async (): Promise<{ phase: string; fence: number; lastOutcome: string | null; lastRows: number | null }> => {
  const [row] = await scene.service.database.rows<Awaited<ReturnType<typeof standing>>>('SELECT * FROM jobs WHERE name = ?', [
    JOB,
  ]);
  if (row === undefined) throw new Error('Nobody has looked at the job.');
  return row;
};

const standingAt = (what: string, fence: number, phase: string): Promise<unknown> =>
  waitFor(
    what,
    async () => {
      const now = await standing();
      return now.fence === fence && now.phase === phase ? now : undefined;
    },
    60,
  );

/** How often a run ended so, as both replicas count together. */
async function runsCounted(outcome: string): Promise<number> {
  const counts = replicas.map(async (replica) => {
    const { text } = await new Api(replica.baseUrl).send('GET', '/metrics');
    return Number(
      new RegExp(`^matricula_job_runs_total\\{job="${JOB}",outcome="${outcome}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0,
    );
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

describe('two replicas', () => {
  it('run a job once at a tick that both are set to, and both tell of it', async () => {
    await everyUrlEnds();
    const before = (await standing()).fence;
    // Both have to be up by then, on a machine that has other things to do as well.
    const tick = new Date(Math.ceil(Date.now() / 1000 + 30) * 1000);
    const [one, two] = await twoReplicas(
      `${tick.getUTCSeconds()} ${tick.getUTCMinutes()} ${tick.getUTCHours()} ${tick.getUTCDate()} ${tick.getUTCMonth() + 1} *`,
    );
    expect(Date.now()).toBeLessThan(tick.getTime());
    expect(await listedBy(one)).toMatchObject({ nextTickAt: tick.toISOString(), timeZone: 'UTC', running: null });
    await standingAt('the run', before + 1, 'idle');
    await expectEachRetiredOnce();
    const { lastRun, lastSucceededAt } = await listedBy(two);
    expect(lastRun).toMatchObject({ outcome: 'succeeded', rows: URLS, error: null });
    expect(new Date(lastRun?.startedAt ?? 0).getTime() - tick.getTime()).toBeLessThan(12_000);
    expect(new Date(lastRun?.startedAt ?? 0).getTime()).toBeGreaterThanOrEqual(tick.getTime());
    expect(lastSucceededAt).toBe(lastRun?.endedAt);
    expect(await listedBy(one)).toEqual(await listedBy(two));
    expect(await runsCounted('succeeded')).toBe(1);
  });

  it('run a job once when operators of both want it now', async () => {
    await everyUrlEnds();
    const { fence } = await standing();
    const [one, two] = await twoReplicas();
    const answers = await Promise.all([one, two, one, two].map(runOn));
    const begun = answers.filter(({ status }) => status === 202);
    expect(begun.length).toBeGreaterThan(0);
    for (const answer of answers.filter(({ status }) => status !== 202)) problemOf(answer, 409, 'job-running');
    await waitFor('the end', async () => ((await standing()).phase === 'idle' ? true : undefined), 60);
    await expectEachRetiredOnce();
    expect((await standing()).fence).toBe(fence + begun.length);
  });
});

// Who waits for a row that is locked is in the middle of a batch. SQLite has no locks on rows.
(ENGINE === 'mariadb' ? describe : describe.skip)('a replica in the middle of a batch', () => {
  const lockOneGroup = async (): Promise<void> => {
    const release = await lockRows(scene.service.database, 'SELECT id FROM `groups` ORDER BY id DESC LIMIT 1');
    unlock = async () => {
      unlock = () => Promise.resolve();
      await release();
    };
  };

  it('that sleeps past its lease and wakes up does no harm: another one has taken over', async () => {
    await everyUrlEnds();
    const { fence } = await standing();
    const [sleeper, other] = await twoReplicas();
    await lockOneGroup();
    bodyOf(await runOn(sleeper), 202);
    await standingAt('the run', fence + 1, 'running');
    const { running } = await listedBy(other);
    sleeper.pause();
    await standingAt('another to take over', fence + 2, 'running');
    expect((await listedBy(other)).running?.holder).not.toBe(running?.holder);
    expect((await listedBy(other)).lastRun).toMatchObject({ outcome: 'lost' });
    sleeper.wake();
    await unlock();
    await standingAt('the end', fence + 2, 'idle');
    await expectEachRetiredOnce();
    expect(await standing()).toMatchObject({ lastOutcome: 'succeeded' });
    await waitFor('the sleeper to see it', async () => ((await runsCounted('lost')) === 1 ? true : undefined));
    expect(await runsCounted('succeeded')).toBe(1);
    expect(sleeper.logs()).toContain('a job has passed to another process');
  });

  it('that is killed is replaced within a minute', async () => {
    await everyUrlEnds();
    const { fence } = await standing();
    const [killed] = await twoReplicas();
    await lockOneGroup();
    bodyOf(await runOn(killed), 202);
    await standingAt('the run', fence + 1, 'running');
    await killed.kill();
    await standingAt('another to take over', fence + 2, 'running');
    await unlock();
    await standingAt('the end', fence + 2, 'idle');
    await expectEachRetiredOnce();
  });

  it('that is told to stop ends the batch, gives the job back and exits with 0; another one resumes', async () => {
    await everyUrlEnds();
    const { fence } = await standing();
    const [stopped] = await twoReplicas();
    await lockOneGroup();
    bodyOf(await runOn(stopped), 202);
    await standingAt('the run', fence + 1, 'running');
    const exit = stopped.stop();
    await waitFor('it to stop', () => (stopped.logs().includes('"stopping"') ? true : undefined));
    await unlock();
    await exit;
    expect(stopped.logs()).toMatch(/"outcome":"stopped".*"a job has ended"/);
    await standingAt('the end', fence + 2, 'idle');
    await expectEachRetiredOnce();
    expect(await standing()).toMatchObject({ lastOutcome: 'succeeded' });
  });
});
