import { bodyOf, problemOf } from '../support/answers';
import { type Answer, type SiteHistoryEntry } from '../support/api';
import { countRows } from '../support/database';
import { Scene } from '../support/scene';
import { createSite, createStaff, type StaffMember, type TestSite } from '../support/site';
import { waitFor } from '../support/wait';

jest.setTimeout(120_000);

const USUAL = {
  declinedApplicationsInDays: 365,
  applicationHistoryInDays: 365,
  mailRecordsInDays: 90,
  siteHistoryInDays: 1095,
};

type Retention = typeof USUAL & { version: number };

let scene: Scene;
let site: TestSite;
let reviewer: StaffMember;
let viewer: StaffMember;
beforeAll(async () => {
  // No tick comes up while a test lasts, unless the suite is run at New Year.
  scene = await Scene.open({ JOBS_SCHEDULE: '0 0 1 1 *' });
  site = scene.site;
  reviewer = await createStaff(scene.service, { site: site.slug, role: 'reviewer' });
  viewer = await createStaff(scene.service, { site: site.slug, role: 'viewer' });
});
afterAll(() => scene.close());

const read = (token = site.administrator.token, slug = site.slug): Promise<Answer<Retention>> =>
  scene.api.send('GET', `/v1/sites/${slug}/retention`, { token });

/** As somebody who has just read it. */
async function change(body: object, headers: Record<string, string> = {}): Promise<Answer<Retention>> {
  const etag = (await read()).headers.get('etag') ?? '';
  return scene.api.send('PATCH', `/v1/sites/${site.slug}/retention`, {
    json: body,
    token: site.administrator.token,
    headers: { 'if-match': etag, ...headers },
  });
}

async function changesInHistory(): Promise<SiteHistoryEntry[]> {
  return bodyOf(await scene.api.siteHistory(site.administrator.token, site.slug, { subject: 'retention' }), 200).items;
}

describe('for how long a site keeps what', () => {
  it('is the usual where nobody has said so', async () => {
    const fresh = await createSite(scene.service, scene.operator);
    const answer = await read(fresh.administrator.token, fresh.slug);
    expect(bodyOf(answer, 200)).toEqual({ ...USUAL, version: 0 });
    expect(answer.headers.get('etag')).toBe('"0"');
  });

  it('is read by the staff of the site, changed by its administrators, and the business of nobody else', async () => {
    for (const { token } of [reviewer, viewer]) {
      bodyOf(await read(token), 200);
      const answer = await scene.api.send('PATCH', `/v1/sites/${site.slug}/retention`, {
        json: { mailRecordsInDays: 30 },
        token,
        headers: { 'if-match': '"0"' },
      });
      problemOf(answer, 403, 'forbidden');
    }
    const elsewhere = await createSite(scene.service, scene.operator);
    problemOf(await read(elsewhere.administrator.token), 404, 'site-not-found');
    problemOf(await read(scene.operator.token), 403, 'forbidden');
    problemOf(await scene.api.send('GET', `/v1/sites/${site.slug}/retention`), 401, 'unauthenticated');
    expect(bodyOf(await read(), 200).version).toBe(0);
  });

  it('is changed where it is named, and only what really changed is in the history of the site', async () => {
    const changed = await change({ mailRecordsInDays: 30, siteHistoryInDays: USUAL.siteHistoryInDays });
    expect(bodyOf(changed, 200)).toEqual({ ...USUAL, mailRecordsInDays: 30, version: 1 });
    expect(changed.headers.get('etag')).toBe('"1"');
    expect(bodyOf(await read(), 200)).toEqual(changed.body);
    expect(await changesInHistory()).toMatchObject([{ changes: [{ field: 'mailRecordsInDays', from: 90, to: 30 }] }]);
    for (const same of [{ mailRecordsInDays: 30 }, {}]) expect(bodyOf(await change(same), 200).version).toBe(1);
    expect(await changesInHistory()).toHaveLength(1);
  });

  it('is changed by who has read it last', async () => {
    problemOf(await change({ mailRecordsInDays: 31 }, { 'if-match': '' }), 428, 'if-match-required');
    for (const stale of ['"0"', '"7"', 'W/"x"']) {
      problemOf(await change({ mailRecordsInDays: 31 }, { 'if-match': stale }), 412, 'version-stale');
    }
    const etag = (await read()).headers.get('etag') ?? '';
    const both = await Promise.all([40, 41].map((mailRecordsInDays) => change({ mailRecordsInDays }, { 'if-match': etag })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it.each([
    ['declinedApplicationsInDays', 7, 3650],
    ['applicationHistoryInDays', 30, 3650],
    ['mailRecordsInDays', 7, 3650],
    ['siteHistoryInDays', 365, 3650],
  ])('has limits: %s is from %i to %i', async (name, minimum, maximum) => {
    for (const days of [minimum, maximum]) bodyOf(await change({ [name]: days }), 200);
    const pointer = `#/${name}`;
    for (const days of [minimum - 1, maximum + 1, -1, 1e9]) {
      const { errors } = problemOf(await change({ [name]: days }), 422, 'validation-failed');
      expect(errors).toMatchObject([{ pointer, code: 'out-of-range' }]);
    }
    for (const days of ['30', 30.5, true, [30], {}]) {
      const { errors } = problemOf(await change({ [name]: days }), 422, 'validation-failed');
      expect(errors).toMatchObject([{ pointer, code: 'not-an-integer' }]);
    }
  });

  it('is refused with every fault at once, and nothing is changed', async () => {
    const before = bodyOf(await read(), 200);
    const problem = problemOf(
      await change({ mailRecordsInDays: 0, siteHistoryInDays: null, version: 3 }),
      422,
      'validation-failed',
    );
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '#/mailRecordsInDays out-of-range',
      '#/siteHistoryInDays required',
      '#/version unknown-field',
    ]);
    for (const body of [[], [{ mailRecordsInDays: 30 }]]) problemOf(await change(body), 422, 'validation-failed');
    expect(bodyOf(await read(), 200)).toEqual(before);
  });
});

describe('the job that forgets declined applications', () => {
  const JOB = 'forget-declined-applications';
  interface Listed {
    name: string;
    lastRun: { outcome: string; rows: number } | null;
  }

  it('deletes what the site keeps no longer, and tells operators how many', async () => {
    bodyOf(await change({ declinedApplicationsInDays: 30 }), 200);
    const [old, young] = [await scene.activates(), await scene.activates()];
    for (const { id } of [old, young]) bodyOf(await scene.decline(id, { notifyByEmail: true, reason: 'Full.' }), 200);
    await scene.everythingSent();
    const { database } = scene.service;
    const decidedAt = new Date(Date.now() - 31 * 24 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '');
    await database.write('UPDATE applications SET decidedAt = ? WHERE id = ?', [decidedAt, old.id]);
    bodyOf(await scene.api.send('POST', `/v1/jobs/${JOB}/run`, { token: scene.operator.token }), 202);
    const lastRun = await waitFor('the run to end', async () => {
      const answer = await scene.api.send<{ items: Listed[] }>('GET', '/v1/jobs', { token: scene.operator.token });
      return bodyOf(answer, 200).items.find(({ name }) => name === JOB)?.lastRun ?? undefined;
    });
    expect(lastRun).toMatchObject({ outcome: 'succeeded', rows: 1 });
    problemOf(await scene.api.application(site.administrator.token, site.slug, old.id), 404, 'application-not-found');
    bodyOf(await scene.api.application(site.administrator.token, site.slug, young.id), 200);
    expect(await countRows(database, 'mails WHERE applicationId = ?', [old.id])).toBe(0);
  });
});
