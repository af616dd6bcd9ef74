import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Account, MemberSession } from '../../src/accounts';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { type ApplicantForm } from '../support/builders';
import { countRows } from '../support/database';
import { PROJECT_FOLDER } from '../support/environment';
import { Scene } from '../support/scene';
import { ServiceWithClock } from '../support/service-with-clock';
import { createSite, createStaff, type TestSite } from '../support/site';
import { waitFor } from '../support/wait';

jest.setTimeout(120_000);

interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
  expiresAt: string;
}
interface Member {
  form: ApplicantForm;
  /** Of the application. */
  id: string;
}
interface Inspected {
  active: boolean;
}

let scene: Scene;
let service: ServiceWithClock;
let other: TestSite;
let sam: Member;
beforeAll(async () => {
  scene = await Scene.open({}, async (settings) => (service = await ServiceWithClock.begin(settings)));
  other = await createSite(scene.service, scene.operator);
  sam = await scene.becomesMember();
});
afterAll(() => scene.close());

const SECOND = 1 / 3600;

const at = (path: string, site = scene.site): string => `/v1/sites/${site.slug}/${path}`;
const logIn = async ({ form }: Member): Promise<Tokens> =>
  bodyOf((await scene.api.memberLogin(scene.site.slug, form)) as unknown as Answer<Tokens>, 201);
const refresh = (refreshToken: unknown, site = scene.site): Promise<Answer<Tokens>> =>
  scene.api.send('POST', at('sessions/refresh', site), { json: { refreshToken } });
const logOut = (refreshToken: unknown, site = scene.site): Promise<Answer> =>
  scene.api.send('POST', at('sessions/log-out', site), { json: { refreshToken } });
const inspect = (bearer: string, token: unknown, site = scene.site): Promise<Answer<Inspected>> =>
  scene.api.send('POST', at('sessions/inspections', site), { token: bearer, json: { token } });
const endAll = (bearer: string, accountId: string, site = scene.site): Promise<Answer> =>
  scene.api.send('DELETE', at(`accounts/${accountId}/sessions`, site), { token: bearer });
const aKey = async (scope: string, { slug, administrator } = scene.site): Promise<string> => {
  const json = { name: 'LMS', scopes: [scope] };
  const answer = await scene.api.send<{ key: string }>('POST', `/v1/sites/${slug}/api-keys`, {
    token: administrator.token,
    json,
  });
  return bodyOf(answer, 201).key;
};
const claimsIn = (accessToken: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const refused = async (refreshToken: string): Promise<void> => {
  problemOf(await refresh(refreshToken), 401, 'refresh-token-not-valid');
};
/** As if the LMS, or whatever comes, had changed something about the member. */
const change = async ({ id: applicationId }: Member, facts: Partial<Account>): Promise<void> => {
  await service.part(DataSource).manager.update(Account, { applicationId }, facts);
};

describe('a member’s access token', () => {
  it('says what the page for who builds an LMS says, and nothing else', async () => {
    const answer = await scene.api.memberLogin(scene.site.slug, sam.form);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const page = readFileSync(join(PROJECT_FOLDER, 'docs/member-tokens.md'), 'utf8');
    const described = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, claim]) => claim);
    const claims = claimsIn(bodyOf(answer, 201).accessToken);
    expect(Object.keys(claims).sort()).toEqual(described.sort());
    expect(claims).toMatchObject({
      iss: scene.service.baseUrl,
      aud: `site:${scene.site.slug}`,
      site: scene.site.slug,
      loginId: sam.form.loginId,
      email: sam.form.email,
      groups: [],
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(900);
  });

  it('opens nothing of staff, and its refresh token refreshes no session of staff', async () => {
    const { accessToken, refreshToken } = await logIn(sam);
    problemOf(await scene.api.send('GET', '/v1/staff/me', { token: accessToken }), 401, 'unauthenticated');
    const staff = await scene.api.send('POST', '/v1/staff/sessions/refresh', { json: { refreshToken } });
    problemOf(staff, 401, 'refresh-token-not-valid');
    const { email, password } = scene.site.administrator;
    const ofStaff = bodyOf(await scene.api.staffLogin({ email, password }), 201) as unknown as Tokens;
    await refused(ofStaff.refreshToken);
  });
});

describe('a member’s session', () => {
  it('goes on with what is known of the member now', async () => {
    const { refreshToken, accessToken } = await logIn(sam);
    const group = await scene.api.upsertGroup(scene.site.administrator.token, scene.site.slug, 'evening', { name: 'Evening' });
    await change(sam, { name: 'Sam Newname', groupId: (bodyOf(group, 201) as { id: string }).id });
    const next = bodyOf(await refresh(refreshToken), 201);
    const [before, after] = [claimsIn(accessToken), claimsIn(next.accessToken)];
    expect(after).toMatchObject({ sub: before['sub'], sid: before['sid'], name: 'Sam Newname', groups: ['evening'] });
    expect(next.refreshToken).not.toBe(refreshToken);
    bodyOf(await refresh(next.refreshToken), 201);
  });

  it('ends when a refresh token comes again after ten seconds; before, it gets the same answer', async () => {
    const { refreshToken } = await logIn(sam);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => refresh(refreshToken)));
    const [next = '', ...others] = new Set(answers.map((answer) => bodyOf(answer, 201).refreshToken));
    expect(others).toEqual([]);
    service.putForward(11 * SECOND);
    await refused(refreshToken);
    await refused(next);
  });

  it('is not ended by who makes a token up, nor gone on with at another site', async () => {
    const { refreshToken } = await logIn(sam);
    const forged = Buffer.from(refreshToken, 'base64url');
    forged.fill(7, 16, 32);
    for (const wrong of [forged.toString('base64url'), '', 'A'.repeat(72), `${refreshToken}A`]) await refused(wrong);
    problemOf(await refresh(7), 422, 'validation-failed');
    problemOf(await refresh(refreshToken, other), 401, 'refresh-token-not-valid');
    bodyOf(await logOut(refreshToken, other), 204);
    bodyOf(await refresh(refreshToken), 201);
  });

  it('ends with logging out, also with a token that was replaced; the others of the member go on', async () => {
    const [here, there] = [await logIn(sam), await logIn(sam)];
    const next = bodyOf(await refresh(here.refreshToken), 201);
    bodyOf(await logOut(here.refreshToken), 204);
    await refused(next.refreshToken);
    bodyOf(await refresh(there.refreshToken), 201);
    for (const again of [here.refreshToken, 'nonsense', '']) bodyOf(await logOut(again), 204);
    problemOf(await logOut(undefined), 422, 'validation-failed');
  });

  it('counts seven days after the last refresh and no longer, thirty days at the most; then it is deleted', async () => {
    let { refreshToken } = await logIn(sam);
    const idle = await logIn(sam);
    for (let day = 0; day < 28; day += 7) {
      service.putForward(7 * 24 - SECOND);
      refreshToken = bodyOf(await refresh(refreshToken), 201).refreshToken;
    }
    await refused(idle.refreshToken);
    const { expiresAt, accessToken } = bodyOf(await refresh(refreshToken), 201);
    expect(new Date(expiresAt).getTime() - service.now().getTime()).toBeLessThan(2.1 * 24 * 3_600_000);
    expect(Number(claimsIn(accessToken)['exp']) * 1000).toBeLessThanOrEqual(new Date(expiresAt).getTime());
    service.putForward(3 * 24);
    await scene.staffLogsInAgain();
    const { email, password } = other.administrator;
    other.administrator.token = bodyOf(await scene.api.staffLogin({ email, password }), 201).accessToken;
    const fresh = await logIn(await scene.becomesMember());
    expect(await countRows(scene.service.database, 'member_sessions')).toBeGreaterThan(1);
    const job = '/v1/jobs/purge-member-sessions/run';
    bodyOf(await scene.api.send('POST', job, { token: scene.operator.token }), 202);
    await waitFor('only the session that is not over to be left', async () =>
      (await countRows(scene.service.database, 'member_sessions')) === 1 ? true : undefined,
    );
    bodyOf(await refresh(fresh.refreshToken), 201);
  });

  it('is kept as hashes, and no member has more than twenty', async () => {
    const robin = await scene.becomesMember();
    const first = await logIn(robin);
    const bytes = Buffer.from(first.refreshToken, 'base64url');
    const dump = JSON.stringify(await scene.service.database.dump(['member_sessions']));
    for (const secret of [bytes.subarray(16, 32), bytes.subarray(32)]) expect(dump).not.toContain(secret.toString('base64url'));
    let latest = first;
    for (let i = 0; i < 20; i += 1) latest = await logIn(robin);
    await refused(first.refreshToken);
    bodyOf(await refresh(latest.refreshToken), 201);
    const accountId = claimsIn(latest.accessToken)['sub'] as string;
    expect(await service.part(DataSource).manager.countBy(MemberSession, { accountId })).toBe(20);
  });
});

describe('the sessions of a member', () => {
  it('are all ended by the site’s administrator, or its LMS with a key for that, and by nobody else', async () => {
    const { accessToken, refreshToken } = await logIn(sam);
    const accountId = claimsIn(accessToken)['sub'] as string;
    const reviewer = await createStaff(scene.service, { site: scene.site.slug, role: 'reviewer' });
    problemOf(await endAll(reviewer.token, accountId), 403, 'forbidden');
    problemOf(await endAll(scene.operator.token, accountId), 403, 'forbidden');
    problemOf(await endAll(await aKey('accounts:read'), accountId), 403, 'forbidden');
    problemOf(await endAll(other.administrator.token, accountId), 404, 'site-not-found');
    problemOf(await endAll(other.administrator.token, accountId, other), 404, 'account-not-found');
    problemOf(await endAll(accessToken, accountId), 401, 'unauthenticated');
    const next = bodyOf(await refresh(refreshToken), 201);
    bodyOf(await endAll(scene.site.administrator.token, accountId), 204);
    await refused(next.refreshToken);
    const again = await logIn(sam);
    bodyOf(await endAll(await aKey('member-sessions:end'), accountId), 204);
    const { items } = bodyOf(
      await scene.api.siteHistory(scene.site.administrator.token, scene.site.slug, { about: accountId }),
      200,
    );
    expect(items).toMatchObject([
      { subject: 'member-sessions', event: 'end', actor: { kind: 'api-key', name: 'LMS' }, requestId: null },
      { subject: 'member-sessions', event: 'end', actor: { kind: 'staff', name: scene.site.administrator.name } },
    ]);
    await refused(again.refreshToken);
  });

  it('end with the account', async () => {
    const robin = await scene.becomesMember();
    const { accessToken, refreshToken } = await logIn(robin);
    const accountId = claimsIn(accessToken)['sub'] as string;
    const erase = await scene.api.send('DELETE', at(`applications/${robin.id}`), { token: scene.site.administrator.token });
    bodyOf(erase, 200);
    expect(await countRows(scene.service.database, 'member_sessions WHERE accountId = ?', [accountId])).toBe(0);
    await refused(refreshToken);
    expect(bodyOf(await inspect(scene.site.administrator.token, accessToken), 200)).toEqual({ active: false });
    bodyOf(await logOut(refreshToken), 204);
  });

  it('never come back: erasing at the moment of logging in and refreshing leaves none', async () => {
    for (let round = 0; round < 5; round += 1) {
      const robin = await scene.becomesMember();
      const { refreshToken } = await logIn(robin);
      const [logged, refreshed] = await Promise.all([
        scene.api.memberLogin(scene.site.slug, robin.form),
        refresh(refreshToken),
        scene.api.send('DELETE', at(`applications/${robin.id}`), { token: scene.site.administrator.token }),
      ]);
      expect([201, 401]).toContain(logged.status);
      expect([201, 401]).toContain(refreshed.status);
      await refused(refreshToken);
      const orphans = 'member_sessions WHERE accountId NOT IN (SELECT id FROM accounts)';
      expect(await countRows(scene.service.database, orphans)).toBe(0);
    }
  });
});

describe('an LMS that inspects access tokens', () => {
  it('is told what a token says as long as it counts, and nothing once its session has ended', async () => {
    const key = await aKey('member-sessions:inspect');
    const { accessToken, refreshToken } = await logIn(sam);
    const { iss, aud, ...said } = claimsIn(accessToken);
    expect([iss, aud]).toEqual([scene.service.baseUrl, `site:${scene.site.slug}`]);
    expect(bodyOf(await inspect(key, accessToken), 200)).toEqual({ active: true, ...said });
    bodyOf(await logOut(refreshToken), 204);
    expect(bodyOf(await inspect(key, accessToken), 200)).toEqual({ active: false });
  });

  it('is told of nothing else that it counts', async () => {
    const key = await aKey('member-sessions:inspect');
    const { accessToken, refreshToken } = await logIn(sam);
    const [head = '', payload = ''] = accessToken.split('.');
    const forged = [
      `${head}.${payload}.`,
      `${accessToken}x`,
      head,
      '',
      'null',
      refreshToken,
      scene.site.administrator.token,
      key,
    ];
    for (const wrong of forged) expect(bodyOf(await inspect(key, wrong), 200)).toEqual({ active: false });
    const elsewhere = await inspect(await aKey('member-sessions:inspect', other), accessToken, other);
    expect(bodyOf(elsewhere, 200)).toEqual({ active: false });
    problemOf(await inspect(await aKey('accounts:read'), accessToken), 403, 'forbidden');
    problemOf(await inspect(key, 7), 422, 'validation-failed');
    service.putForward(16 / 60);
    expect(bodyOf(await inspect(key, accessToken), 200)).toEqual({ active: false });
  });
});
