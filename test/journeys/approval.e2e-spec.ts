import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { bodyOf, problemOf, whatAStrangerSees } from '../support/answers';
import { type Application } from '../support/api';
import { anApplicant, aPassword } from '../support/builders';
import { countRows } from '../support/database';
import { Scene } from '../support/scene';
import { changeSettings, createSite } from '../support/site';
import { sleep } from '../support/wait';

jest.setTimeout(60_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

const mailsOf = (applicationId: string, template: string): Promise<number> =>
  countRows(scene.service.database, 'mails WHERE applicationId = ? AND template = ?', [applicationId, template]);

describe('manual approval', () => {
  it('takes a person from the form to a logged-in member', async () => {
    const { api, site, sink } = scene;
    const applicant = await scene.applies({ name: 'Mio Hayashi' });
    const { form, mail, token, ticket } = applicant;
    expect(applicant.answer.body).toEqual({ ticket: expect.any(String) as string, status: 'not_activated' });
    expect(mail.envelope.to).toEqual([form.email]);

    const view = bodyOf(await api.lookAtLink(token), 200);
    expect(view).toMatchObject({ state: 'open', siteName: site.name });
    expect(new Date(view.expiresAt).getTime() - new Date(mail.headers.get('date') ?? '').getTime()).toBeGreaterThan(
      23 * 3_600_000,
    );

    expect(bodyOf(await api.activate(token, { ticket }), 200)).toEqual({ outcome: 'activated', status: 'unapproved' });
    await sink.waitForMail({ to: site.administrator.email });

    const waiting = bodyOf(await api.listApplications(site.administrator.token, site.slug, { status: 'unapproved' }), 200);
    const [application] = waiting.items.filter(({ email }) => email === form.email);
    expect(application).toMatchObject({ status: 'unapproved', name: 'Mio Hayashi', loginId: form.loginId, email: form.email });
    const { id } = application as Application;

    expect(bodyOf(await scene.approve(id), 200)).toMatchObject({ id, status: 'approved' });
    const welcome = await sink.waitForMail({ to: form.email, number: 2 });
    expect(welcome.text).toContain(site.name);

    const login = bodyOf(await api.memberLogin(site.slug, form), 201);
    expect(login).toEqual({
      accessToken: expect.any(String) as string,
      tokenType: 'Bearer',
      expiresInSeconds: expect.any(Number) as number,
      refreshToken: expect.any(String) as string,
      expiresAt: expect.stringMatching(/Z$/) as string,
    });
  });

  it('mails the link as text and HTML, marked as automatic, from the configured sender', async () => {
    const { mail, token } = await scene.applies();
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('from')).toContain('registration@matricula.example');
    expect(mail.envelope.from).toBe('registration@matricula.example');
    expect(mail.messageId).toMatch(/^<[^@\s]+@[^@\s]+>$/);
    expect(mail.subject).not.toBe('');
    expect(mail.text).toContain(scene.site.name);
    expect(mail.html).toContain(scene.site.name);
    expect(mail.html).toContain(token);
  });

  it('shows a name with markup in mails as the text it is', async () => {
    const { mail } = await scene.applies({ name: '<b>Ann</b> & "Co"' });
    expect(mail.html).not.toContain('<b>Ann</b>');
    expect(mail.text).not.toMatch(/&(amp|lt|quot);/);
  });

  it('writes one history row per transition: who, when, from, to and the request', async () => {
    const { id } = await scene.activates();
    bodyOf(await scene.approve(id), 200);
    const history = await scene.historyOf(id);
    expect(history.map(({ event, from, to }) => ({ event, from, to }))).toEqual([
      { event: 'apply', from: null, to: 'not_activated' },
      { event: 'activate', from: 'not_activated', to: 'unapproved' },
      { event: 'approve', from: 'unapproved', to: 'approved' },
    ]);
    for (const row of history) {
      expect(row.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(row.requestId).toEqual(expect.any(String));
    }
    expect(history.map(({ actor }) => actor)).toMatchObject([
      { kind: 'applicant' },
      { kind: 'applicant' },
      { kind: 'staff', name: scene.site.administrator.name },
    ]);
  });

  it('gives the member a token that anybody can check with the published keys', async () => {
    const { form } = await scene.becomesMember();
    const { accessToken, expiresInSeconds } = bodyOf(await scene.api.memberLogin(scene.site.slug, form), 201);
    const [head = '', payload = '', signature = ''] = accessToken.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string; kid: string };
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iat: number; exp: number; sub: string };
    const { body } = await scene.api.send<{ keys: (JsonWebKey & { kid: string })[] }>('GET', '/.well-known/jwks.json');
    const jwk = body.keys.find(({ kid }) => kid === header.kid);
    expect(Object.keys(jwk ?? {})).not.toContain('d');

    const key = createPublicKey({ key: jwk as never, format: 'jwk' });
    const digest = header.alg === 'EdDSA' ? null : 'sha256';
    const signed = Buffer.from(`${head}.${payload}`);
    const proof = Buffer.from(signature, 'base64url');
    expect(header.alg).toMatch(/^(EdDSA|ES256|RS256)$/);
    expect(verify(digest, signed, { key, dsaEncoding: 'ieee-p1363' }, proof)).toBe(true);
    expect(claims.exp - claims.iat).toBe(expiresInSeconds);
    expect(claims.sub).not.toBe('');
    expect(Buffer.from(payload, 'base64url').toString()).not.toContain(form.password);
  });

  it('lets a member log in with the login ID in another case or width, which is the same login ID', async () => {
    const { form } = await scene.becomesMember({ loginId: `Reader-${anApplicant().loginId}` });
    bodyOf(await scene.api.memberLogin(scene.site.slug, { ...form, loginId: form.loginId.toUpperCase() }), 201);
    const fullWidth = form.loginId.replace('Reader', 'Ｒｅａｄｅｒ');
    bodyOf(await scene.api.memberLogin(scene.site.slug, { ...form, loginId: fullWidth }), 201);
  });

  it('sends no mail when the administrator chose not to notify', async () => {
    const { id } = await scene.activates();
    bodyOf(await scene.approve(id, { notifyByEmail: false }), 200);
    expect(await mailsOf(id, 'approved')).toBe(0);
  });

  it('cannot approve what has not been activated', async () => {
    const { form } = await scene.applies();
    const { id } = await scene.applicationOf(form.email);
    problemOf(await scene.approve(id), 409, 'application-not-activated');
    expect((await scene.applicationOf(form.email)).status).toBe('not_activated');
    expect(await scene.historyOf(id)).toHaveLength(1);
  });

  it('answers the same decision again as the first time, with no further effect', async () => {
    const { id } = await scene.activates();
    const first = bodyOf(await scene.approve(id), 200);
    expect(bodyOf(await scene.approve(id), 200)).toEqual(first);
    expect(await scene.historyOf(id)).toHaveLength(3);
    expect(await mailsOf(id, 'approved')).toBe(1);
  });

  it('tells a second reviewer that the application was already decided, by whom and when', async () => {
    const { id } = await scene.activates();
    bodyOf(await scene.approve(id), 200);
    const problem = problemOf(await scene.decline(id), 409, 'already-decided');
    expect(problem['decidedBy']).toBe(scene.site.administrator.name);
    expect(problem.detail).toContain(scene.site.administrator.name);
    expect(problem['decidedAt']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(problem.detail).toContain('approved');
  });
});

describe('automatic approval', () => {
  it('makes an account the moment the address is confirmed', async () => {
    const site = await createSite(scene.service, scene.operator, { autoApprove: true });
    const { form, token, ticket } = await scene.applies({}, site);
    expect(bodyOf(await scene.api.activate(token, { ticket }), 200)).toEqual({ outcome: 'activated', status: 'approved' });
    const application = await scene.applicationOf(form.email, site);
    expect(application.status).toBe('approved');
    bodyOf(await scene.api.memberLogin(site.slug, form), 201);
    expect(await mailsOf(application.id, 'approved')).toBe(1);
    expect(await mailsOf(application.id, 'application-waiting')).toBe(0);
    const history = bodyOf(await scene.api.history(site.administrator.token, site.slug, application.id), 200).items;
    expect(history.map(({ to }) => to)).toEqual(['not_activated', 'approved']);
  });

  it('is read at the moment of activation, and never approves the backlog', async () => {
    const site = await createSite(scene.service, scene.operator);
    const early = await scene.activates({}, site);
    const late = await scene.applies({}, site);
    await changeSettings(scene.api, site, { autoApprove: true });
    expect(bodyOf(await scene.api.activate(late.token, late), 200).status).toBe('approved');
    expect((await scene.applicationOf(early.form.email, site)).status).toBe('unapproved');
  });
});

describe('logging in before approval', () => {
  it('is answered exactly like a wrong password at every step', async () => {
    const { api, site } = scene;
    const member = await scene.becomesMember();
    const login = async (who: { loginId: string; password: string }): Promise<unknown> => {
      const answer = await api.memberLogin(site.slug, who);
      problemOf(answer, 401, 'wrong-credentials');
      return whatAStrangerSees(answer);
    };

    const wrongPassword = await login({ ...member.form, password: aPassword() });
    expect(await login(anApplicant())).toEqual(wrongPassword);
    const applicant = await scene.applies();
    expect(await login(applicant.form)).toEqual(wrongPassword);
    bodyOf(await api.activate(applicant.token, applicant), 200);
    expect(await login(applicant.form)).toEqual(wrongPassword);
    const { id } = await scene.applicationOf(applicant.form.email);
    bodyOf(await scene.decline(id, { notifyByEmail: false }), 200);
    expect(await login(applicant.form)).toEqual(wrongPassword);
    bodyOf(await scene.approve(id, { reconsider: true, notifyByEmail: false }), 200);
    bodyOf(await api.memberLogin(site.slug, applicant.form), 201);
  });
});

describe('what is kept of the secrets', () => {
  it('is nothing readable: neither password, link nor ticket in the database or the log', async () => {
    const { form, token, ticket, id } = await scene.activates();
    bodyOf(await scene.approve(id), 200);
    const { accessToken } = bodyOf(await scene.api.memberLogin(scene.site.slug, form), 201);
    await scene.api.send('GET', `/activate?token=${token}`);
    await scene.api.lookAtLink(token);
    await sleep(100); // The log is written asynchronously.
    const kept = JSON.stringify(await scene.service.database.dump());
    for (const secret of [form.password, token, ticket, accessToken, scene.site.administrator.password]) {
      expect(kept.includes(secret)).toBe(false);
      expect(scene.service.logs().includes(secret)).toBe(false);
    }
    expect(kept).toContain('$argon2id$');
  });
});
