import { bodyOf, problemOf, whatAStrangerSees } from '../support/answers';
import { type Answer } from '../support/api';
import { aPassword } from '../support/builders';
import { uniqueText } from '../support/environment';
import { linkIn, Scene } from '../support/scene';
import { runProgram } from '../support/service';
import { createSite, createStaff, type SiteRole, type StaffMember, type TestSite } from '../support/site';

jest.setTimeout(60_000);

interface Colleague {
  id: string;
  email: string;
  role: string;
  status: string;
  version: number;
}

let scene: Scene;
let other: TestSite;
beforeAll(async () => {
  scene = await Scene.open();
  other = await createSite(scene.service, scene.operator);
});
afterAll(() => scene.close());

const staffPath = (site = scene.site): string => `/v1/sites/${site.slug}/staff`;
const anAddress = (): string => `robin.${uniqueText()}@academy.example`;
const invite = (email: string, role: SiteRole = 'reviewer', by: StaffMember = scene.site.administrator, site = scene.site) =>
  scene.api.send<Colleague>('POST', staffPath(site), { json: { name: 'Robin Example', email, role }, token: by.token });
const setPassword = (token: string, password: string): Promise<Answer> =>
  scene.api.send('POST', '/v1/staff/passwords', { json: { token, password } });
const me = (token: string): Promise<Answer<{ roles: string[]; mustChangePassword: boolean }>> =>
  scene.api.send('GET', '/v1/staff/me', { token });
const logIn = (email: string, password: string) => scene.api.staffLogin({ email, password });

/** The token of the link in the latest mail to that address. */
async function mailedToken(email: string, number = 1): Promise<string> {
  const mail = await scene.sink.waitForMail({ to: email, number });
  const link = linkIn(mail.text);
  expect(`${link?.origin ?? ''}${link?.pathname ?? ''}`).toBe(`${scene.service.baseUrl}/staff/set-password`);
  return link?.searchParams.get('token') ?? '';
}

/** Somebody invited, who has chosen a password and logged in. */
async function joins(role: SiteRole): Promise<StaffMember & { id: string }> {
  const email = anAddress();
  const password = aPassword();
  const { id } = bodyOf(await invite(email, role), 201);
  bodyOf(await setPassword(await mailedToken(email), password), 204);
  return { id, name: 'Robin Example', email, password, token: bodyOf(await logIn(email, password), 201).accessToken };
}

describe('somebody invited', () => {
  it('chooses a password with the mailed link, once, and works with their role', async () => {
    const email = anAddress();
    const { id, status } = bodyOf(await invite(email), 201);
    expect(status).toBe('invited');
    const mail = await scene.sink.waitForMail({ to: email });
    expect(mail.text).toContain(scene.site.name);
    expect(mail.text).toContain('reviewer');
    const token = await mailedToken(email);
    const password = aPassword();
    problemOf(await setPassword(token, 'short'), 422, 'validation-failed');
    bodyOf(await setPassword(token, password), 204);
    problemOf(await setPassword(token, password), 404, 'password-link-not-valid');
    const { accessToken } = bodyOf(await logIn(email, password), 201);
    expect(bodyOf(await me(accessToken), 200)).toMatchObject({ roles: ['reviewer'], mustChangePassword: false });
    const seen = await scene.api.send<Colleague>('GET', `${staffPath()}/${id}`, { token: scene.site.administrator.token });
    expect(bodyOf(seen, 200)).toMatchObject({ email, role: 'reviewer', status: 'active', version: 1 });
    expect(seen.headers.get('etag')).toBe('"1"');
  });

  it('does so on a page that works without scripts; looking at it changes nothing', async () => {
    const email = anAddress();
    bodyOf(await invite(email), 201);
    const token = await mailedToken(email);
    const path = `/staff/set-password?token=${token}`;
    for (let i = 0; i < 3; i += 1) await scene.api.send('HEAD', path);
    const page = await scene.api.send('GET', path, { headers: { 'accept-language': 'ja' } });
    expect(page.status).toBe(200);
    expect(page.text).toContain('lang="ja"');
    expect(page.text).not.toMatch(/<script/i);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const send = (password: string): Promise<Answer> =>
      scene.api.send('POST', '/staff/set-password', {
        raw: new URLSearchParams({ token, password, username: email }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const refused = await send('short');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('role="alert"');
    expect(refused.text).not.toContain('short"');
    const password = aPassword();
    expect((await send(password)).status).toBe(200);
    expect((await send(password)).status).toBe(404);
    expect((await scene.api.send('GET', path)).status).toBe(404);
    bodyOf(await logIn(email, password), 201);
  });

  it('cannot log in before', async () => {
    const email = anAddress();
    bodyOf(await invite(email), 201);
    problemOf(await logIn(email, ''), 401, 'wrong-credentials');
    problemOf(await logIn(email, '-'), 401, 'wrong-credentials');
  });

  it('is refused with words when something is wrong', async () => {
    const email = anAddress();
    bodyOf(await invite(email), 201);
    problemOf(await invite(email), 409, 'staff-email-taken');
    problemOf(await invite('nobody'), 422, 'validation-failed');
    problemOf(await invite(anAddress(), 'operator' as SiteRole), 422, 'validation-failed');
    problemOf(await setPassword('none', aPassword()), 404, 'password-link-not-valid');
  });
});

describe('the staff of a site', () => {
  it('is invited, changed and removed by administrators and operators alone', async () => {
    const viewer = await joins('viewer');
    problemOf(await invite(anAddress(), 'viewer', viewer), 403, 'forbidden');
    problemOf(await scene.api.send('GET', staffPath(), { token: viewer.token }), 403, 'forbidden');
    problemOf(await invite(anAddress(), 'viewer', other.administrator), 404, 'site-not-found');
    bodyOf(await invite(anAddress(), 'viewer', scene.operator), 201);
  });

  it('is told apart by site: who is on another is not found', async () => {
    const { id } = await joins('viewer');
    const path = `${staffPath(other)}/${id}`;
    const { token } = other.administrator;
    problemOf(await scene.api.send('GET', path, { token }), 404, 'staff-member-not-found');
    problemOf(await scene.api.send('DELETE', path, { token }), 404, 'staff-member-not-found');
  });

  it('has roles that count at the next request, changed by who has seen them', async () => {
    const person = await joins('viewer');
    const { token } = scene.site.administrator;
    const path = `${staffPath()}/${person.id}`;
    const json = { role: 'administrator' };
    problemOf(await scene.api.send('PATCH', path, { json, token }), 428, 'if-match-required');
    problemOf(await scene.api.send('PATCH', path, { json, token, headers: { 'if-match': '"7"' } }), 412, 'version-stale');
    const changed = await scene.api.send<Colleague>('PATCH', path, { json, token, headers: { 'if-match': '"1"' } });
    expect(bodyOf(changed, 200)).toMatchObject({ role: 'administrator', version: 2 });
    bodyOf(await scene.api.send('GET', staffPath(), { token: person.token }), 200);
    bodyOf(await scene.api.send('DELETE', path, { token }), 204);
    problemOf(await scene.api.send('GET', staffPath(), { token: person.token }), 401, 'unauthenticated');
    problemOf(await scene.api.send('DELETE', path, { token }), 404, 'staff-member-not-found');
    const { items } = bodyOf(await scene.api.siteHistory(token, scene.site.slug, { subject: 'staff', limit: '3' }), 200);
    expect(items.map(({ changes }) => changes.find(({ field }) => field === 'role'))).toEqual([
      { field: 'role', from: 'administrator', to: null },
      { field: 'role', from: 'viewer', to: 'administrator' },
      { field: 'role', from: null, to: 'viewer' },
    ]);
  });

  it('keeps an administrator, who does not change themselves', async () => {
    const { administrator } = scene.site;
    const { items } = bodyOf(
      await scene.api.send<{ items: Colleague[] }>('GET', `${staffPath()}?limit=200`, { token: administrator.token }),
      200,
    );
    const own = items.find(({ email }) => email === administrator.email);
    const path = `${staffPath()}/${own?.id ?? ''}`;
    problemOf(await scene.api.send('DELETE', path, { token: administrator.token }), 409, 'own-role');
    problemOf(await scene.api.send('DELETE', path, { token: scene.operator.token }), 409, 'last-administrator');
  });

  it('is read page by page', async () => {
    const { token } = scene.operator;
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = bodyOf(
        await scene.api.send<{ items: Colleague[]; nextCursor: string | null }>('GET', `${staffPath()}?limit=2${cursor}`, {
          token,
        }),
        200,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(3);
  });
});

describe('operators', () => {
  it('invite each other, and shut anybody out at once', async () => {
    const { token } = scene.operator;
    const email = anAddress();
    const json = { name: 'Olga Operator', email };
    const { id } = bodyOf(await scene.api.send<Colleague>('POST', '/v1/staff', { json, token }), 201);
    problemOf(await scene.api.send('POST', '/v1/staff', { json, token }), 409, 'staff-email-taken');
    problemOf(await scene.api.send('POST', '/v1/staff', { json, token: scene.site.administrator.token }), 403, 'forbidden');
    const password = aPassword();
    bodyOf(await setPassword(await mailedToken(email), password), 204);
    const colleague = bodyOf(await logIn(email, password), 201).accessToken;
    const listed = bodyOf(await scene.api.send<{ items: Colleague[] }>('GET', '/v1/staff', { token: colleague }), 200);
    expect(listed.items.map((each) => each.email)).toEqual(expect.arrayContaining([email, scene.operator.email]));
    const change = (disabled: boolean, as = token): Promise<Answer> =>
      scene.api.send('PATCH', `/v1/staff/${id}`, { json: { disabled }, token: as });
    problemOf(await change(true, colleague), 409, 'own-role');
    bodyOf(await change(true), 200);
    problemOf(await me(colleague), 401, 'unauthenticated');
    problemOf(await logIn(email, password), 401, 'wrong-credentials');
    bodyOf(await change(false), 200);
    problemOf(await me(colleague), 401, 'unauthenticated');
    bodyOf(await logIn(email, password), 201);
    problemOf(
      await scene.api.send('PATCH', '/v1/staff/none', { json: { disabled: true }, token }),
      404,
      'staff-member-not-found',
    );
  });
});

describe('a password', () => {
  it('is changed with the present one; all other sessions end', async () => {
    const { email, password, token } = await joins('viewer');
    const elsewhere = bodyOf(await logIn(email, password), 201).accessToken;
    const change = (json: object): Promise<Answer> => scene.api.send('PUT', '/v1/staff/me/password', { json, token });
    const chosen = aPassword();
    problemOf(await change({ currentPassword: aPassword(), password: chosen }), 403, 'current-password-wrong');
    const unchanged = problemOf(await change({ currentPassword: password, password }), 422, 'validation-failed');
    expect(unchanged.errors).toMatchObject([{ pointer: '#/password', code: 'password-unchanged' }]);
    problemOf(await change({ currentPassword: password, password: 'password1234' }), 422, 'validation-failed');
    bodyOf(await change({ currentPassword: password, password: chosen }), 204);
    problemOf(await me(elsewhere), 401, 'unauthenticated');
    bodyOf(await me(token), 200);
    problemOf(await logIn(email, password), 401, 'wrong-credentials');
    bodyOf(await logIn(email, chosen), 201);
  });

  it('that is forgotten is chosen anew by mail; strangers see no difference', async () => {
    const { email, password, token } = await joins('viewer');
    const ask = (address: string): Promise<Answer> =>
      scene.api.send('POST', '/v1/staff/password-resets', { json: { email: address }, headers: { 'accept-language': 'ja' } });
    const known = await ask(email);
    expect(known.status).toBe(202);
    expect(whatAStrangerSees(await ask(anAddress()))).toEqual(whatAStrangerSees(known));
    problemOf(await ask('nobody'), 422, 'validation-failed');
    const mail = await scene.sink.waitForMail({ to: email, number: 2 });
    expect(mail.text).toContain('パスワード');
    const chosen = aPassword();
    bodyOf(await setPassword(await mailedToken(email, 2), chosen), 204);
    problemOf(await me(token), 401, 'unauthenticated');
    problemOf(await logIn(email, password), 401, 'wrong-credentials');
    bodyOf(await logIn(email, chosen), 201);
  });

  it('that was made for somebody is changed before anything else', async () => {
    const email = anAddress();
    const { output, exitCode } = await runProgram('cli.js', ['create-staff', '--email', email, '--operator'], {
      settings: scene.service.settings,
      folder: scene.service.home.folder,
      withinSeconds: 60,
    });
    expect(exitCode).toBe(0);
    const [, made = ''] = /^password: (\S+)$/m.exec(output) ?? [];
    const { accessToken: token } = bodyOf(await logIn(email, made), 201);
    expect(bodyOf(await me(token), 200)).toMatchObject({ mustChangePassword: true });
    problemOf(await scene.api.send('GET', '/v1/sites', { token }), 403, 'password-change-required');
    problemOf(await scene.api.listApplications(token, scene.site.slug), 403, 'password-change-required');
    const change = { currentPassword: made, password: aPassword() };
    bodyOf(await scene.api.send('PUT', '/v1/staff/me/password', { json: change, token }), 204);
    bodyOf(await scene.api.send('GET', '/v1/sites', { token }), 200);
    expect((await createStaff(scene.service, 'operator')).token).not.toBe('');
  });
});
