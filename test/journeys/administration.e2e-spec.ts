import { anyProblemOf, bodyOf, problemOf, type Problem } from '../support/answers';
import { type Answer, type Application } from '../support/api';
import { anApplicant, aSlug } from '../support/builders';
import { Scene, type Applicant } from '../support/scene';
import { createSite, createStaff, type StaffMember, type TestSite } from '../support/site';

jest.setTimeout(60_000);

let scene: Scene;
let otherSite: TestSite;
let reviewer: StaffMember;
let viewer: StaffMember;
let waiting: Applicant & { id: string };
beforeAll(async () => {
  scene = await Scene.open();
  otherSite = await createSite(scene.service, scene.operator);
  reviewer = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
  viewer = await createStaff(scene.service, { site: scene.site.slug, role: 'viewer' });
  waiting = await scene.activates();
});
afterAll(() => scene.close());

/** Every request about a site that needs a token. */
const protectedRequests = (): [string, string, object?][] => [
  ['GET', `/v1/sites/${scene.site.slug}/applications`],
  ['GET', `/v1/sites/${scene.site.slug}/applications/${waiting.id}`],
  ['GET', `/v1/sites/${scene.site.slug}/applications/${waiting.id}/history`],
  ['POST', `/v1/sites/${scene.site.slug}/applications/${waiting.id}/approve`, {}],
  ['POST', `/v1/sites/${scene.site.slug}/applications/${waiting.id}/decline`, {}],
  ['GET', `/v1/sites/${scene.site.slug}/registration-settings`],
  ['PATCH', `/v1/sites/${scene.site.slug}/registration-settings`, { enabled: true }],
  ['GET', `/v1/sites/${scene.site.slug}/retention`],
  ['PATCH', `/v1/sites/${scene.site.slug}/retention`, { mailRecordsInDays: 30 }],
  ['GET', `/v1/sites/${scene.site.slug}/history`],
];
const operatorRequests = (): [string, string, object?][] => [
  ['GET', '/v1/sites'],
  ['POST', '/v1/sites', { slug: aSlug(), name: 'Mine' }],
  ['PATCH', `/v1/sites/${scene.site.slug}`, { registrationAvailable: true }],
  ['GET', '/v1/jobs'],
  ['POST', '/v1/jobs/retire-ended-signup-urls/run'],
];

async function problemsOf(requests: [string, string, object?][], token?: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [method, path, json] of requests) {
    const answer = await scene.api.send(method, path, { json, token, headers: { 'if-match': '"1"' } });
    const { status, code }: Problem = anyProblemOf(answer);
    found[`${method} ${path}`] = `${status} ${code}`;
  }
  return found;
}
const all = (requests: [string, string, object?][], outcome: string): Record<string, string> =>
  Object.fromEntries(requests.map(([method, path]) => [`${method} ${path}`, outcome]));

describe('who may do what', () => {
  it('without a token is asked to log in', async () => {
    const requests: [string, string, object?][] = [...protectedRequests(), ...operatorRequests(), ['GET', '/v1/staff/me']];
    expect(await problemsOf(requests)).toEqual(all(requests, '401 unauthenticated'));
    const answer = await scene.api.send('GET', '/v1/staff/me');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('with a forged, foreign or nonsense token is asked to log in', async () => {
    const { token } = scene.site.administrator;
    const [head = '', payload = '', signature = ''] = token.split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const widened = Buffer.from(JSON.stringify({ ...claims, operator: true, isOperator: true })).toString('base64url');
    const member = await scene.becomesMember();
    const memberToken = bodyOf(await scene.api.memberLogin(scene.site.slug, member.form), 201).accessToken;
    for (const forged of [`${none}.${payload}.`, `${head}.${widened}.${signature}`, `${token}x`, 'nonsense', 'ÿ', memberToken]) {
      problemOf(await scene.api.listApplications(forged, scene.site.slug), 401, 'unauthenticated');
    }
  });

  it("is the same 404 on another site as on none at all: another site's administrator", async () => {
    const { token } = otherSite.administrator;
    expect(await problemsOf(protectedRequests(), token)).toEqual(all(protectedRequests(), '404 site-not-found'));
    problemOf(await scene.api.listApplications(token, aSlug()), 404, 'site-not-found');
  });

  it("cannot reach another site's application through one's own site", async () => {
    const { slug, administrator } = otherSite;
    problemOf(await scene.api.application(administrator.token, slug, waiting.id), 404, 'application-not-found');
    problemOf(await scene.api.history(administrator.token, slug, waiting.id), 404, 'application-not-found');
    problemOf(await scene.api.approve(administrator.token, slug, waiting.id), 404, 'application-not-found');
    problemOf(await scene.api.decline(administrator.token, slug, waiting.id), 404, 'application-not-found');
    expect(bodyOf(await scene.api.listApplications(administrator.token, slug), 200).items).toEqual([]);
  });

  it('a viewer reads and may not decide', async () => {
    const { slug } = scene.site;
    bodyOf(await scene.api.listApplications(viewer.token, slug), 200);
    bodyOf(await scene.api.application(viewer.token, slug, waiting.id), 200);
    problemOf(await scene.api.approve(viewer.token, slug, waiting.id), 403, 'forbidden');
    problemOf(await scene.api.decline(viewer.token, slug, waiting.id), 403, 'forbidden');
    expect((await scene.applicationOf(waiting.form.email)).status).toBe('unapproved');
  });

  it('a reviewer decides and may not change settings', async () => {
    const { id } = await scene.activates();
    bodyOf(await scene.api.approve(reviewer.token, scene.site.slug, id, { notifyByEmail: false }), 200);
    const { headers } = await scene.api.settings(scene.site.administrator.token, scene.site.slug);
    const change = await scene.api.changeSettings(reviewer.token, scene.site.slug, { enabled: false }, headers.get('etag'));
    problemOf(change, 403, 'forbidden');
  });

  it("operations on sites are the operator's alone", async () => {
    const { token } = scene.site.administrator;
    expect(await problemsOf(operatorRequests(), token)).toEqual(all(operatorRequests(), '403 forbidden'));
    bodyOf(await scene.api.send('GET', '/v1/sites', { token: scene.operator.token }), 200);
  });

  it("a site's own people read their site, and no other", async () => {
    const own = await scene.api.send<{ slug: string }>('GET', `/v1/sites/${scene.site.slug}`, { token: viewer.token });
    expect(bodyOf(own, 200).slug).toBe(scene.site.slug);
    problemOf(await scene.api.send('GET', `/v1/sites/${otherSite.slug}`, { token: viewer.token }), 404, 'site-not-found');
    problemOf(await scene.api.send('GET', `/v1/sites/${scene.site.slug}`), 401, 'unauthenticated');
  });

  it('everybody logged in can ask who they are', async () => {
    const me = await scene.api.send<{ email: string }>('GET', '/v1/staff/me', { token: viewer.token });
    expect(bodyOf(me, 200).email).toBe(viewer.email);
    expect(me.text).not.toContain('$argon2');
    expect(me.text).toContain('viewer');
  });
});

describe('sites', () => {
  it('have a slug of their own', async () => {
    const { token } = scene.operator;
    problemOf(await scene.api.createSite(token, { slug: scene.site.slug, name: 'Again' }), 409, 'site-slug-taken');
  });

  it('that nobody has are not found', async () => {
    problemOf(await scene.api.apply(aSlug(), anApplicant()), 404, 'site-not-found');
    problemOf(await scene.api.memberLogin(aSlug(), anApplicant()), 404, 'site-not-found');
    problemOf(await scene.api.changeSite(scene.operator.token, aSlug(), { name: 'None' }), 404, 'site-not-found');
  });
});

describe('registration settings', () => {
  const freshSite = async (): Promise<{ slug: string; token: string }> => {
    const slug = aSlug();
    bodyOf(await scene.api.createSite(scene.operator.token, { slug, name: 'Fresh' }), 201);
    const { token } = await createStaff(scene.service, { site: slug, role: 'administrator' });
    return { slug, token };
  };

  it('cannot be enabled before the operator made registration available', async () => {
    const { slug, token } = await freshSite();
    const { headers, body } = await scene.api.settings(token, slug);
    expect(body.enabled).toBe(false);
    problemOf(
      await scene.api.changeSettings(token, slug, { enabled: true }, headers.get('etag')),
      409,
      'registration-not-available',
    );
    expect((await scene.api.settings(token, slug)).body).toEqual(body);
    problemOf(await scene.api.apply(slug, anApplicant()), 403, 'registration-closed');
  });

  it('stop new applications at once when availability is withdrawn', async () => {
    const { slug, administrator } = otherSite;
    bodyOf(await scene.api.changeSite(scene.operator.token, slug, { registrationAvailable: false }), 200);
    problemOf(await scene.api.apply(slug, anApplicant()), 403, 'registration-closed');
    bodyOf(await scene.api.changeSite(scene.operator.token, slug, { registrationAvailable: true }), 200);
    bodyOf(await scene.api.settings(administrator.token, slug), 200);
  });

  it('are changed only by who has seen the current version', async () => {
    const { slug, administrator } = scene.site;
    const before = await scene.api.settings(administrator.token, slug);
    const etag = before.headers.get('etag');
    expect(etag).toMatch(/^"[^"]+"$/);
    const change = { autoApprove: true };
    problemOf(await scene.api.changeSettings(administrator.token, slug, change), 428, 'if-match-required');
    problemOf(await scene.api.changeSettings(administrator.token, slug, change, '"never-a-version"'), 412, 'version-stale');
    const changed = await scene.api.changeSettings(administrator.token, slug, change, etag);
    expect(bodyOf(changed, 200).autoApprove).toBe(true);
    expect(changed.headers.get('etag')).not.toBe(etag);
    problemOf(await scene.api.changeSettings(administrator.token, slug, { autoApprove: false }, etag), 412, 'version-stale');
    const after = await scene.api.settings(administrator.token, slug);
    expect(after.body).toEqual(changed.body);
    expect(after.headers.get('etag')).toBe(changed.headers.get('etag'));
    bodyOf(await scene.api.changeSettings(administrator.token, slug, { autoApprove: false }, after.headers.get('etag')), 200);
  });

  it('let exactly one of twenty simultaneous changes through', async () => {
    const { slug, administrator } = scene.site;
    const { headers } = await scene.api.settings(administrator.token, slug);
    const etag = headers.get('etag');
    const attempts = Array.from({ length: 20 }, (_, i) =>
      scene.api.changeSettings(administrator.token, slug, { linkLifeInHours: 100 + i }, etag),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(19);
  });
});

describe('the list of applications', () => {
  let site: TestSite;
  const page = (query: Record<string, string>): Promise<Answer<{ items: Application[]; nextCursor: string | null }>> =>
    scene.api.listApplications(site.administrator.token, site.slug, query);
  beforeAll(async () => {
    site = await createSite(scene.service, scene.operator);
    for (let i = 0; i < 7; i += 1) bodyOf(await scene.api.apply(site.slug, anApplicant()), 202);
  });

  it('is read page by page, each application once, even when somebody applies meanwhile', async () => {
    const everything = bodyOf(await page({}), 200).items.map(({ id }) => id);
    expect(everything).toHaveLength(7);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const next: { items: Application[]; nextCursor: string | null } = bodyOf(
        await page(cursor === null ? { limit: '3' } : { limit: '3', cursor }),
        200,
      );
      expect(next.items.length).toBeLessThanOrEqual(3);
      seen.push(...next.items.map(({ id }) => id));
      if (cursor === null) bodyOf(await scene.api.apply(site.slug, anApplicant()), 202);
      cursor = next.nextCursor;
    } while (cursor !== null);
    expect(seen.filter((id) => everything.includes(id))).toEqual(everything);
  });

  it('can be narrowed to some statuses, on every page', async () => {
    const { id } = await scene.activates({}, site);
    const unapproved = bodyOf(await page({ status: 'unapproved' }), 200);
    expect(unapproved.items.map((item) => item.id)).toEqual([id]);
    expect(unapproved.nextCursor).toBeNull();
    const both = bodyOf(await page({ status: 'not_activated,unapproved', limit: '200' }), 200).items;
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set(['not_activated', 'unapproved']));
    expect(bodyOf(await page({ status: 'approved' }), 200)).toEqual({ items: [], nextCursor: null, previousCursor: null });
  });

  it('shows nothing secret', async () => {
    const { text } = await page({});
    expect(text).not.toMatch(/\$argon2|password|token|ticket|hash/i);
  });

  it.each(['0', '-1', '201', '1.5', 'many', '1e2', '99999999999999999999'])('refuses the limit %p', async (limit) => {
    const problem = problemOf(await page({ limit }), 422, 'validation-failed');
    expect(problem.errors?.[0]?.pointer).toBe('#/limit');
  });

  it.each(['garbage', 'eyJpZCI6MX0', 'AAAA', "'; DROP TABLE applications; --", '🙂', 'x'.repeat(3000)])(
    'refuses the cursor %p',
    async (cursor) => {
      const problem = problemOf(await page({ cursor }), 422, 'validation-failed');
      expect(problem.errors?.[0]?.pointer).toBe('#/cursor');
    },
  );

  it.each(['pending', 'approved,pending', ',', 'constructor', '__proto__'])('refuses the status %p', async (status) => {
    const problem = problemOf(await page({ status }), 422, 'validation-failed');
    expect(problem.errors?.[0]?.pointer).toMatch(/^#\/status/);
  });

  it('refuses filters that do not exist', async () => {
    const problem = problemOf(await page({ colour: 'blue' }), 422, 'validation-failed');
    expect(problem.errors?.[0]?.pointer).toBe('#/colour');
  });
});
