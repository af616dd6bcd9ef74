import { bodyOf } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant, aPassword } from '../support/builders';
import { countRows } from '../support/database';
import { Scene } from '../support/scene';
import { changeSettings, createSite } from '../support/site';

jest.setTimeout(90_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

interface Published {
  id: string;
  url: string;
  key: string;
  authentication: { codes: { id: string; code: string | null; applied: number; approved: number }[] };
  applications: number;
  approved: number;
}

let made = 0;

/** A group of the site's, with a live sign-up URL. */
async function aGroupWithUrl(
  { group = {}, ...said }: { group?: object; authentication?: object; endsAt?: string } = {},
  site = scene.site,
): Promise<Published & { groupId: string; lmsId: string }> {
  made += 1;
  const { token } = site.administrator;
  const lmsId = `lms-${made}`;
  const put = await scene.api.send<{ id: string }>('PUT', `/v1/sites/${site.slug}/groups/${lmsId}`, {
    token,
    json: { name: `Class ${made}`, ...group },
  });
  const groupId = bodyOf(put, 201).id;
  const published = await scene.api.send<Published>('POST', `/v1/sites/${site.slug}/signup-urls`, {
    token,
    json: { groupId, ...said },
  });
  const body = bodyOf(published, 201);
  return { ...body, groupId, lmsId, key: body.url.split('/').at(-1) ?? '' };
}

const withCodes = (...codes: string[]): { authentication: object } => ({
  authentication: { required: true, codes: codes.map((code) => ({ code })) },
});

const urlNow = async ({ id }: Published): Promise<Published> =>
  bodyOf(
    await scene.api.send<Published>('GET', `/v1/sites/${scene.site.slug}/signup-urls/${id}`, {
      token: scene.site.administrator.token,
    }),
    200,
  );

const stop = ({ id }: Published): Promise<Answer> =>
  scene.api.send('POST', `/v1/sites/${scene.site.slug}/signup-urls/${id}/stop`, { token: scene.site.administrator.token });

const faultsOf = ({ body }: Answer): string[] =>
  (body as { errors: { pointer: string; code: string }[] }).errors.map(({ pointer, code }) => `${pointer} ${code}`);

const form = (site: string, key: string): Promise<Answer<Record<string, unknown>>> =>
  scene.api.send('GET', `/v1/sites/${site}/registration-form?signupUrl=${encodeURIComponent(key)}`);

describe('registering through a sign-up URL', () => {
  it('leads from the URL, with a code, to a member of its group', async () => {
    const { api, site } = scene;
    const url = await aGroupWithUrl(withCodes('spring-2026', 'autumn-2026'));
    const shown = bodyOf(await form(site.slug, url.key), 200);
    expect(shown).toMatchObject({ codeRequired: true, signupUrl: { key: url.key, groupName: `Class ${made}` } });
    const said = { signupUrl: url.key, authenticationCode: ' ＡＵＴＵＭＮ-2026' };
    const applicant = await scene.activates(said);
    const details = await api.application(site.administrator.token, site.slug, applicant.id);
    expect(bodyOf(details, 200)).toMatchObject({
      group: { id: url.groupId, lmsId: url.lmsId },
      signupUrl: { id: url.id },
      authenticationCode: { code: 'autumn-2026' },
    });
    bodyOf(await scene.approve(applicant.id), 200);
    const { accessToken } = bodyOf(await api.memberLogin(site.slug, applicant.form), 201);
    const [, claims = ''] = accessToken.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ groups: [url.lmsId] });
    const now = await urlNow(url);
    expect(now).toMatchObject({ applications: 1, approved: 1 });
    expect(now.authentication.codes.map(({ code, applied, approved }) => [code, applied, approved])).toEqual([
      ['spring-2026', 0, 0],
      ['autumn-2026', 1, 1],
    ]);
  });

  it('counts an application that replaces another once', async () => {
    const url = await aGroupWithUrl();
    const { form: said } = await scene.applies({ signupUrl: url.key });
    await scene.applies({ ...said, password: aPassword(), signupUrl: url.key }, scene.site, 2);
    await expect(urlNow(url)).resolves.toMatchObject({ applications: 1, approved: 0 });
  });

  it('counts nobody whose address is known already', async () => {
    const url = await aGroupWithUrl();
    const { form: said } = await scene.activates();
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ email: said.email, signupUrl: url.key })), 202);
    await expect(urlNow(url)).resolves.toMatchObject({ applications: 0 });
  });

  it('is checked beforehand as well', async () => {
    const url = await aGroupWithUrl(withCodes('spring-2026'));
    const preview = (said: object): Promise<Answer> =>
      scene.api.send('POST', `/v1/sites/${scene.site.slug}/applications/preview`, { json: { ...anApplicant(), ...said } });
    bodyOf(await preview({ signupUrl: url.key, authenticationCode: 'spring-2026' }), 200);
    const wrong = await preview({ signupUrl: url.key, authenticationCode: 'x', email: 'none' });
    expect(wrong.status).toBe(422);
    expect(faultsOf(wrong)).toEqual(['#/email email-missing-at', '#/authenticationCode authentication-code-wrong']);
  });
});

describe('a link that is no longer valid', () => {
  it('is answered alike, whatever it was', async () => {
    const { site, api } = scene;
    const stopped = await aGroupWithUrl();
    bodyOf(await stop(stopped), 200);
    const other = await createSite(scene.service, scene.operator);
    const elsewhere = await aGroupWithUrl({}, other);
    const keys = [stopped.key, elsewhere.key, 'unknown', 'x'.repeat(1000), '', ' ', '%00', 'ünïcødé', '../../etc'];
    const answers = await Promise.all(
      keys.flatMap((key) => [
        form(site.slug, key),
        api.apply(site.slug, anApplicant({ signupUrl: key })),
        api.send('POST', `/v1/sites/${site.slug}/applications/preview`, { json: anApplicant({ signupUrl: key }) }),
      ]),
    );
    const told = answers.map(({ status, body }) => ({ status, ...(body as object), requestId: '' }));
    expect(new Set(told.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(told[0])]));
    expect(told[0]).toMatchObject({ status: 404, code: 'signup-url-not-valid' });
  });

  it('says so in words to people, in their language', async () => {
    const url = await aGroupWithUrl();
    const open = (key: string, language: string): Promise<Answer> =>
      scene.api.send('GET', `/r/${key}`, { headers: { 'accept-language': language } });
    const live = await open(url.key, 'en');
    expect(live.status).toBe(200);
    expect(live.text).toContain(`Class ${made}`);
    bodyOf(await stop(url), 200);
    const dead = await open(url.key, 'en');
    expect([dead.status, dead.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(dead.text).toContain('This link is no longer valid');
    expect((await open('never-was', 'en')).text).toBe(dead.text);
    expect((await open('never-was', 'ja')).text).toContain('無効');
  });

  it('lets nobody in any more, whose form is open already; who applied before goes on', async () => {
    const url = await aGroupWithUrl();
    bodyOf(await form(scene.site.slug, url.key), 200);
    const before = await scene.applies({ signupUrl: url.key });
    bodyOf(await stop(url), 200);
    const late = await scene.api.apply(scene.site.slug, anApplicant({ signupUrl: url.key }));
    expect([late.status, (late.body as unknown as { code: string }).code]).toEqual([404, 'signup-url-not-valid']);
    bodyOf(await scene.api.activate(before.token, { ticket: before.ticket }), 200);
    const { id } = await scene.applicationOf(before.form.email);
    bodyOf(await scene.approve(id), 200);
  });

  it('never lets in anybody after stopping was answered', async () => {
    const url = await aGroupWithUrl();
    const applying = Array.from({ length: 12 }, () => scene.api.apply(scene.site.slug, anApplicant({ signupUrl: url.key })));
    await Promise.race(applying);
    bodyOf(await stop(url), 200);
    const stored = await countRows(scene.service.database, 'applications WHERE signupUrlId = ?', [url.id]);
    const accepted = (await Promise.all(applying)).filter(({ status }) => status === 202).length;
    expect(stored).toBe(accepted);
    await expect(urlNow(url)).resolves.toMatchObject({ applications: accepted });
  });

  it('stops by itself when its end date comes', async () => {
    const url = await aGroupWithUrl({ endsAt: new Date(Date.now() + 2000).toISOString() });
    bodyOf(await form(scene.site.slug, url.key), 200);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await form(scene.site.slug, url.key)).status).toBe(404);
    await expect(urlNow(url)).resolves.toMatchObject({ stopReason: 'ended' });
  });
});

describe('a wrong code', () => {
  it('is one answer, whichever way it is wrong', async () => {
    const { api, site } = scene;
    const url = await aGroupWithUrl(withCodes('spring-2026'));
    const tries = [
      undefined,
      null,
      '',
      ' ',
      'spring',
      'SPRING-2025',
      'x'.repeat(5000),
      7,
      ['spring-2026'],
      { code: 'spring-2026' },
    ];
    const answers: Answer[] = [];
    for (const authenticationCode of tries) {
      answers.push(
        await api.send('POST', `/v1/sites/${site.slug}/applications`, {
          json: { ...anApplicant(), signupUrl: url.key, authenticationCode },
        }),
      );
    }
    const told = answers.map(({ status, body }) => JSON.stringify({ ...(body as object), requestId: '', status }));
    expect(new Set(told).size).toBe(1);
    expect(answers.map(faultsOf)[0]).toEqual(['#/authenticationCode authentication-code-wrong']);
  });
});

describe('a group that is full', () => {
  it('takes no more applications, and no more members', async () => {
    const url = await aGroupWithUrl({ group: { memberLimit: 1 } });
    const first = await scene.activates({ signupUrl: url.key });
    const second = await scene.activates({ signupUrl: url.key });
    const outcomes = await Promise.all([scene.approve(first.id), scene.approve(second.id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = outcomes.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'group-full' });
    const late = await scene.api.apply(scene.site.slug, anApplicant({ signupUrl: url.key }));
    expect(late.body).toMatchObject({ code: 'group-full' });
  });

  it('leaves automatic approval to an administrator', async () => {
    const site = await createSite(scene.service, scene.operator, { autoApprove: true });
    const url = await aGroupWithUrl({ group: { memberLimit: 1 } }, site);
    const early = await scene.applies({ signupUrl: url.key }, site);
    const late = await scene.applies({ signupUrl: url.key }, site);
    const outcomes = await Promise.all(
      [early, late].map(async ({ token, ticket }) => bodyOf(await scene.api.activate(token, { ticket }), 200).status),
    );
    expect(outcomes.sort()).toEqual(['approved', 'unapproved']);
    await changeSettings(scene.api, site, { autoApprove: false });
  });
});
