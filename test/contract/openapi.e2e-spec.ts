import { Validator } from '@seriousme/openapi-schema-validator';
import { bodyOf } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant, aPassword, aSlug, aStaffMember } from '../support/builders';
import { insertGroups } from '../support/groups';
import { OpenApiDocument, type NamedOperation } from '../support/openapi-document';
import { aPng } from '../support/images';
import { Scene } from '../support/scene';
import { changeSettings, createStaff } from '../support/site';

// One hook asks for everything, and starts a program for each member of staff.
jest.setTimeout(180_000);

let scene: Scene;
let openApi: OpenApiDocument;
const answers: Answer[] = [];
beforeAll(async () => {
  scene = await Scene.open();
  openApi = new OpenApiDocument(bodyOf(await scene.api.send<OpenApiDocument['document']>('GET', '/openapi.json'), 200));
  scene.api.onAnswer = (answer) => answers.push(answer);
  await liveThroughEverything();
});
afterAll(() => scene.close());

/** Asks for every kind of answer that the journeys know, the good and the bad. */
async function liveThroughEverything(): Promise<void> {
  await everyAnswerAboutApplying();
  await everyAnswerAboutLinksAndTickets();
  await everyAnswerAboutDeciding();
  await everyAnswerAboutDecidingOnMany();
  await everyAnswerAboutSites();
  await everyAnswerAboutStaff();
  await everyAnswerAboutOwnAccess();
  await everyAnswerAboutApiKeys();
  await everyAnswerAboutMemberSessions();
  await everyAnswerAboutTheForm();
  await everyAnswerAboutGroups();
  await everyAnswerAboutSignupUrls();
  await everyAnswerAboutMailTemplates();
  await everyAnswerAboutJobs();
  await everyAnswerAboutMails();
  await everyAnswerAboutNotifications();
  await everyAnswerAboutCleanup();
  await everyAnswerAboutRetention();
  await everyAnswerAboutBranding();
  await everyAnswerAboutBotProtection();
  await scene.api.send('GET', '/.well-known/jwks.json');
  await scene.api.send('GET', '/health/live');
  await scene.api.send('GET', '/health/ready');
  await scene.api.send('GET', '/metrics');
}

async function everyAnswerAboutApplying(): Promise<void> {
  const { api, site } = scene;
  const { form, token, ticket } = await scene.applies();
  await api.apply(site.slug, anApplicant({ loginId: form.loginId }));
  await api.apply(site.slug, anApplicant({ email: 'none', name: '' }));
  await api.apply(aSlug(), anApplicant());
  await api.send('POST', `/v1/sites/${site.slug}/applications`, { raw: '{', headers: { 'content-type': 'application/json' } });
  await api.send('POST', `/v1/sites/${site.slug}/applications`, { raw: '<a/>', headers: { 'content-type': 'application/xml' } });
  await api.send('POST', `/v1/sites/${site.slug}/applications`, { json: { name: 'a'.repeat(2 ** 20) } });
  await api.lookAtLink(token);
  await api.lookAtLink('x'.repeat(80));
  await api.activate('x'.repeat(80), { ticket });
  await api.activate(token, {});
  await api.activate(token, { password: aPassword() });
  await api.send('POST', '/v1/activations', { json: {} });
  await api.memberLogin(site.slug, form);
  await api.activate(token, { ticket });
  await api.activate(token, { ticket });
  await api.lookAtLink(token);
}

async function everyAnswerAboutLinksAndTickets(): Promise<void> {
  const { api, site } = scene;
  const { administrator } = site;
  const { form, token, ticket } = await scene.applies();
  await api.lookByTicket(ticket);
  await api.lookByTicket('none');
  await api.send('GET', '/v1/applications/by-ticket');
  await api.resend(site.slug, form.email);
  await api.resend(site.slug, 'none');
  await api.resend(aSlug(), form.email);
  await api.resendByLink(token);
  await api.send('POST', '/v1/activations/resend', { json: {} });
  const { id } = await scene.applicationOf(form.email);
  await api.resendActivation(administrator.token, site.slug, id);
  await api.resendActivation(administrator.token, site.slug, site.slug);
  await api.resendActivation('nonsense', site.slug, id);
  await api.disown(token);
  await api.disown(token);
  await api.disown('none');
  const activated = await scene.activates();
  await api.lookByTicket(activated.ticket);
  await api.disown(activated.token);
  await api.resendActivation(administrator.token, site.slug, activated.id);
}

async function everyAnswerAboutDeciding(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const { form, id } = await scene.becomesMember();
  await scene.decline(id);
  await api.memberLogin(site.slug, form);
  await api.memberLogin(aSlug(), form);
  await api.send('POST', `/v1/sites/${site.slug}/sessions`, { json: {} });
  const declined = await scene.activates();
  await scene.decline(declined.id, { reason: 'No.', notifyByEmail: false });
  await scene.approve(declined.id);
  await scene.applies({ loginId: declined.form.loginId });
  await scene.approve(declined.id, { reconsider: true });
  const early = await scene.applies();
  await scene.approve((await scene.applicationOf(early.form.email)).id);
  await scene.approve(id, { notifyByEmail: 'yes' });
  await scene.decline(id, { reason: 1 });
  await scene.historyOf(declined.id);
  const unknown = '0198c0de-0000-7000-8000-000000000000';
  const viewer = await createStaff(scene.service, { site: site.slug, role: 'viewer' });
  await api.listApplications(token, site.slug, { limit: '1', status: 'approved,unapproved' });
  await api.listApplications(token, site.slug, { limit: '0', cursor: 'x' });
  await everyAnswerAboutSearching(token, viewer.token, id);
  for (const decide of [api.approve.bind(api), api.decline.bind(api)]) {
    await decide(token, site.slug, unknown);
    await decide(viewer.token, site.slug, id);
    await decide(token, aSlug(), id);
    await decide('nonsense', site.slug, id);
  }
  for (const read of [api.application.bind(api), api.history.bind(api)]) {
    await read(token, site.slug, id);
    await read(token, site.slug, unknown);
    await read(token, aSlug(), id);
    await read('nonsense', site.slug, id);
  }
  await api.listApplications(token, aSlug());
  await api.listApplications('nonsense', site.slug);
}

async function everyAnswerAboutDecidingOnMany(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const { id } = await scene.activates();
  const many = { decision: 'approve', selection: { ids: [id] }, notifyByEmail: false };
  const answer = await api.decideMany(token, site.slug, many, 'one');
  await api.decideMany(token, site.slug, { ...many, note: 'Another.' }, 'one');
  await api.decideMany(token, site.slug, { decision: 'decline', selection: { filter: {}, expectedCount: 999_999 } });
  await api.decideMany(token, site.slug, { decision: 'erase' });
  await api.decideMany('nonsense', site.slug, many);
  await api.decideMany(token, aSlug(), many);
  const viewer = await createStaff(scene.service, { site: site.slug, role: 'viewer' });
  await api.decideMany(viewer.token, site.slug, many);
  const headers = { 'idempotency-key': 'single' };
  for (const json of [{ notifyByEmail: false }, { notifyByEmail: true }]) {
    await api.send('POST', `/v1/sites/${site.slug}/applications/${id}/approve`, { token, json, headers });
  }
  const jobs = `/v1/sites/${site.slug}/decision-jobs`;
  for (const job of [answer.body.jobId, 'none']) {
    await api.send('GET', `${jobs}/${job}`, { token });
    await api.send('GET', `${jobs}/${job}/results?limit=1`, { token });
    await api.send('POST', `${jobs}/${job}/cancel`, { token });
    await api.send('POST', `${jobs}/${job}/cancel`, { token: viewer.token });
  }
  await api.send('GET', jobs, { token });
  await api.send('GET', `${jobs}?limit=x&cursor=y`, { token });
  await api.send('GET', jobs);
  const reasons = `/v1/sites/${site.slug}/decline-reasons`;
  const full = { key: 'full', text: { en: 'Full.' } };
  await api.send('GET', reasons, { token });
  await api.send('GET', reasons);
  await api.changeDeclineReasons(token, site.slug, [full], '"0"');
  await api.send('GET', reasons, { token });
  await api.changeDeclineReasons(token, site.slug, [full], '"7"');
  await api.changeDeclineReasons(token, site.slug, [full, full], '"1"');
  await api.changeDeclineReasons(viewer.token, site.slug, [], '"1"');
  await api.send('PUT', reasons, { token, json: { reasons: [] } });
}

async function everyAnswerAboutSearching(token: string, viewer: string, id: string): Promise<void> {
  const { api, site } = scene;
  const { headers } = await api.application(viewer, site.slug, id);
  await api.send('GET', `/v1/sites/${site.slug}/applications/${id}`, {
    token: viewer,
    headers: { 'if-none-match': headers.get('etag') ?? '' },
  });
  const query = { email: '@school.example', name: 'h', appliedFrom: '2020-01-01', mailState: 'sent', sort: 'appliedAt' };
  await api.listApplications(token, site.slug, query);
  await api.listApplications(token, site.slug, { appliedFrom: 'soon' });
  await api.countApplications(token, site.slug, { email: '@school.example' });
  await api.countApplications(token, site.slug, { status: 'approved' });
  await api.exportApplications(token, site.slug, query);
  await api.exportApplications(token, site.slug, query, { accept: 'application/x-ndjson' });
  await api.exportApplications(token, site.slug, { appliedTo: '2026-02-30' });
  await api.exportApplications(viewer, site.slug);
  for (const ask of [api.countApplications.bind(api), api.exportApplications.bind(api)]) {
    await ask(token, aSlug());
    await ask('nonsense', site.slug);
  }
}

async function everyAnswerAboutCleanup(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const base = `/v1/sites/${site.slug}`;
  const erased = await scene.activates();
  await scene.applies();
  const viewer = await createStaff(scene.service, { site: site.slug, role: 'viewer' });
  await api.send('POST', `${base}/cleanup/runs`, { token });
  await changeSettings(api, site, { deleteUnactivated: { enabled: true, afterDays: 365 } });
  for (const each of [token, viewer.token, undefined]) {
    await api.send('GET', `${base}/cleanup`, { token: each });
    await api.send('POST', `${base}/cleanup/runs`, { token: each });
    await api.send('POST', `${base}/cleanup/runs`, { token: each });
    await api.send('GET', `${base}/cleanup/runs?limit=1`, { token: each });
    await api.send('GET', `${base}/cleanup/runs?cursor=y`, { token: each });
    await api.send('DELETE', `${base}/applications/${erased.id}`, { token: each });
    await api.send('POST', `${base}/erasures`, { token: each, json: { email: erased.form.email } });
    await api.send('POST', `${base}/erasures`, { token: each, json: { email: 'none' } });
    await api.send('POST', `${base}/erasures`, { token: each, json: {} });
    await api.send('GET', `${base}/erasures?limit=1`, { token: each });
    await api.send('GET', `${base}/erasures?limit=0`, { token: each });
    await api.send('DELETE', `${base}/applications/${erased.id}`, { token: each });
  }
}

async function everyAnswerAboutSites(): Promise<void> {
  const { api, operator, site } = scene;
  const { token } = site.administrator;
  const slug = aSlug();
  await api.staffLogin(operator);
  await api.staffLogin(aStaffMember());
  await api.send('POST', '/v1/staff/sessions', { json: {} });
  await api.send('GET', '/v1/staff/me', { token });
  await api.send('GET', '/v1/staff/me', { token: operator.token });
  await api.send('GET', '/v1/staff/me');
  await api.createSite(operator.token, { slug, name: 'Fresh' });
  await api.createSite(operator.token, { slug, name: 'Fresh' });
  await api.createSite(operator.token, { slug: '', name: '' });
  await api.createSite(token, { slug: aSlug(), name: 'Mine' });
  await api.createSite('nonsense', { slug: aSlug(), name: 'Mine' });
  for (const as of [operator.token, token, 'nonsense']) {
    await api.send('GET', '/v1/sites', { token: as });
    await api.send('GET', `/v1/sites/${slug}`, { token: as });
    await api.changeSite(as, slug, { name: 'Fresher' });
  }
  await api.send('GET', `/v1/sites/${aSlug()}`, { token: operator.token });
  await api.changeSite(operator.token, aSlug(), { name: 'None' });
  await api.send('PATCH', `/v1/sites/${slug}`, { token: operator.token, json: { name: 1 } });
  await api.apply(slug, anApplicant());
  const fresh = await createStaff(scene.service, { site: slug, role: 'administrator' });
  const { headers } = await api.settings(fresh.token, slug);
  await api.changeSettings(fresh.token, slug, { enabled: true }, headers.get('etag'));
  await api.changeSettings(fresh.token, slug, { autoApprove: true }, headers.get('etag'));
  await api.changeSettings(fresh.token, slug, { autoApprove: true }, headers.get('etag'));
  await api.changeSettings(fresh.token, slug, { autoApprove: true });
  await api.changeSettings(fresh.token, slug, { autoApprove: 1 }, headers.get('etag'));
  await api.changeSettings(fresh.token, site.slug, { autoApprove: true }, headers.get('etag'));
  await api.settings(fresh.token, site.slug);
  await api.settings('nonsense', slug);
  await api.changeSettings('nonsense', slug, {}, headers.get('etag'));
  await everyAnswerAboutTheHistory(slug, fresh.token);
}

async function everyAnswerAboutJobs(): Promise<void> {
  const { api, operator, site } = scene;
  const job = '/v1/jobs/retire-ended-signup-urls/run';
  for (const token of [operator.token, site.administrator.token, undefined]) {
    await api.send('GET', '/v1/jobs', { token });
    await Promise.all([1, 2, 3].map(() => api.send('POST', job, { token })));
    await api.send('POST', '/v1/jobs/none/run', { token });
  }
  await api.send('GET', '/v1/jobs', { token: operator.token });
}

async function everyAnswerAboutStaff(): Promise<void> {
  const { api, operator, site } = scene;
  const { token } = site.administrator;
  const path = `/v1/sites/${site.slug}/staff`;
  const email = aStaffMember().email;
  const json = { name: 'Robin', email, role: 'viewer' };
  const { id } = (await api.send<{ id: string }>('POST', path, { token, json })).body;
  await api.send('POST', path, { token, json });
  await api.send('POST', path, { token, json: { ...json, email: site.administrator.email } });
  await api.send('POST', path, { token, json: { role: 'king' } });
  for (const who of [token, operator.token, 'nonsense']) {
    await api.send('GET', path, { token: who });
    await api.send('GET', `${path}/${id}`, { token: who });
    await api.send('GET', `${path}/none`, { token: who });
    for (const ifMatch of ['"1"', '"9"']) {
      const headers = { 'if-match': ifMatch };
      await api.send('PATCH', `${path}/${id}`, { token: who, json: { role: 'reviewer' }, headers });
      await api.send('PATCH', `${path}/none`, { token: who, json: { role: 'reviewer' }, headers });
    }
    await api.send('PATCH', `${path}/${id}`, { token: who, json: { role: 'reviewer' } });
    await api.send('GET', '/v1/staff?limit=1', { token: who });
    await api.send('POST', '/v1/staff', { token: who, json: { name: 'Olga', email: aStaffMember().email } });
    await api.send('POST', '/v1/staff', { token: who, json: { name: 'Olga', email } });
    for (const disabled of [true, false, 1]) await api.send('PATCH', `/v1/staff/${id}`, { token: who, json: { disabled } });
    await api.send('PATCH', '/v1/staff/none', { token: who, json: { disabled: true } });
    await api.send('DELETE', `/v1/staff/${id}/totp`, { token: who });
    await api.send('DELETE', '/v1/staff/none/totp', { token: who });
    await api.send('GET', `/v1/sites/${site.slug}/staff-policy`, { token: who });
    await api.send('PUT', `/v1/sites/${site.slug}/staff-policy`, { token: who, json: { secondFactorRequired: false } });
    await api.send('PUT', `/v1/sites/${site.slug}/staff-policy`, { token: who, json: {} });
    await api.send('DELETE', `${path}/none`, { token: who });
  }
  await api.send('DELETE', `${path}/${id}`, { token });
}

async function everyAnswerAboutOwnAccess(): Promise<void> {
  const { api } = scene;
  const person = await createStaff(scene.service, 'operator');
  const { email, password, token } = person;
  const cookie = await api.send('POST', '/v1/staff/sessions', {
    json: { email, password, session: 'cookie' },
    headers: { 'x-matricula-request': '1' },
  });
  await api.send('POST', '/v1/staff/sessions', { json: { email, password, session: 'cookie' } });
  const headers = {
    cookie: cookie.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; '),
  };
  await api.send('POST', '/v1/staff/sessions/refresh', { json: {}, headers });
  await api.send('POST', '/v1/staff/sessions/refresh', { json: {}, headers: { ...headers, 'x-matricula-request': '1' } });
  await api.send('POST', '/v1/staff/sessions/refresh', { json: { refreshToken: 'none' } });
  await api.send('DELETE', '/v1/staff/sessions/current', { headers });
  await api.send('GET', '/v1/staff/sessions', { token });
  await api.send('DELETE', '/v1/staff/sessions/none', { token });
  await api.send('POST', '/v1/staff/password-resets', { json: { email } });
  await api.send('POST', '/v1/staff/password-resets', { json: { email: 'none' } });
  await api.send('POST', '/v1/staff/passwords', { json: { token: 'none', password } });
  await api.send('GET', '/v1/staff/me/totp', { token });
  await api.send('POST', '/v1/staff/me/totp/confirmation', { token, json: { code: '1' } });
  await api.send('POST', '/v1/staff/me/totp/removal', { token, json: { password, code: '1' } });
  await api.send('POST', '/v1/staff/me/totp', { token, json: { password: 'wrong' } });
  await api.send('POST', '/v1/staff/me/totp', { token, json: { password } });
  await api.send('POST', '/v1/staff/me/totp/confirmation', { token, json: { code: '1' } });
  const chosen = aPassword();
  for (const currentPassword of ['wrong', password, password]) {
    await api.send('PUT', '/v1/staff/me/password', { token, json: { currentPassword, password: chosen } });
  }
  await api.send('DELETE', '/v1/staff/sessions/current', { token });
  await api.send('DELETE', '/v1/staff/sessions/current', { token });
  const again = bodyOf(await api.staffLogin({ email, password: chosen }), 201).accessToken;
  await api.send('DELETE', '/v1/staff/sessions', { token: again });
}

async function everyAnswerAboutApiKeys(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const path = `/v1/sites/${site.slug}/api-keys`;
  const json = { name: 'LMS', scopes: ['accounts:read'] };
  const { key, apiKey } = (await api.send<{ key: string; apiKey: { id: string } }>('POST', path, { token, json })).body;
  await api.send('POST', path, { token, json: { ...json, scopes: [] } });
  await api.send('POST', path, { token: key, json });
  await api.send('GET', `${path}?limit=1`, { token });
  await scene.becomesMember();
  await api.send('GET', `/v1/sites/${site.slug}/accounts?updatedSince=2020-01-01T00:00:00Z`, { token: key });
  await api.send('GET', `/v1/sites/${site.slug}/accounts?updatedSince=soon`, { token: key });
  await api.send('GET', `/v1/sites/${aSlug()}/accounts`, { token: key });
  for (let i = 0; i < 2; i += 1) await api.send('DELETE', `${path}/${apiKey.id}`, { token });
  await api.send('GET', `/v1/sites/${site.slug}/accounts`, { token: key });
}

async function everyAnswerAboutMemberSessions(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const viewer = await createStaff(scene.service, { site: site.slug, role: 'viewer' });
  const { loginId, password } = (await scene.becomesMember()).form;
  interface Tokens {
    accessToken: string;
    refreshToken: string;
  }
  const logIn = await api.send<Tokens>('POST', `/v1/sites/${site.slug}/sessions`, { json: { loginId, password } });
  const { accessToken, refreshToken } = logIn.body;
  const id = (JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;
  for (const who of [token, viewer.token, undefined]) {
    const inspections = `/v1/sites/${site.slug}/sessions/inspections`;
    for (const asked of [accessToken, 'none', 7]) await api.send('POST', inspections, { token: who, json: { token: asked } });
    await api.send('POST', `/v1/sites/${aSlug()}/sessions/inspections`, { token: who, json: { token: accessToken } });
  }
  for (const slug of [site.slug, aSlug()]) {
    await everyAnswerAboutRefreshing(slug, refreshToken);
    for (const who of [token, viewer.token, undefined]) {
      await api.send('DELETE', `/v1/sites/${slug}/accounts/${id}/sessions`, { token: who });
      await api.send('DELETE', `/v1/sites/${slug}/accounts/none/sessions`, { token: who });
    }
  }
}

async function everyAnswerAboutRefreshing(slug: string, refreshToken: string): Promise<void> {
  for (const operation of ['refresh', 'log-out']) {
    for (const json of [{ refreshToken }, { refreshToken: 'none' }, {}]) {
      await scene.api.send('POST', `/v1/sites/${slug}/sessions/${operation}`, { json });
    }
  }
}

async function everyAnswerAboutTheForm(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const slug = site.slug;
  await api.send('GET', `/v1/sites/${slug}/registration-form`);
  await api.send('GET', `/v1/sites/${aSlug()}/registration-form`);
  await api.send('POST', `/v1/sites/${slug}/applications/preview`, { json: anApplicant() });
  await api.send('POST', `/v1/sites/${slug}/applications/preview`, { json: { name: 1 } });
  await api.send('POST', `/v1/sites/${slug}/applications/preview`, { json: { ...anApplicant(), formVersion: 'older' } });
  await api.send('POST', `/v1/sites/${aSlug()}/applications/preview`, { json: anApplicant() });
  for (const part of ['registration-fields', 'terms']) {
    const path = `/v1/sites/${slug}/${part}`;
    const seen = await api.send<object>('GET', path, { token });
    const headers = { 'if-match': seen.headers.get('etag') ?? '' };
    await api.send('GET', path);
    await api.send('GET', `/v1/sites/${aSlug()}/${part}`, { token });
    await api.send('PUT', path, {
      token,
      json: part === 'terms' ? { enabled: false } : { fields: fieldsIn(seen.body) },
      headers,
    });
    await api.send('PUT', path, { token, json: { nonsense: 1 }, headers });
    await api.send('PUT', path, { token, json: {} });
    await api.send('PUT', path, { token, json: { enabled: false, fields: [] }, headers: { 'if-match': '"99"' } });
    await api.send('PUT', path, { json: {}, headers });
  }
}

async function everyAnswerAboutGroups(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const { slug } = site;
  const viewer = await createStaff(scene.service, { site: slug, role: 'viewer' });
  await api.upsertGroup(token, slug, 'science', { name: 'Science' });
  await api.upsertGroup(token, slug, 'maths', { name: 'Maths', code: 'M', parentLmsId: 'science', memberLimit: 3 });
  await api.upsertGroup(token, slug, 'maths', { name: 'Maths', archived: true });
  await api.upsertGroup(token, slug, 'maths', { name: '' });
  await api.upsertGroup(token, slug, 'maths', { name: 'a'.repeat(2 ** 17) });
  for (const [who, where] of [
    [token, slug],
    [token, aSlug()],
    [viewer.token, slug],
    [scene.operator.token, slug],
    ['nonsense', slug],
  ] as const) {
    await api.group(who, where, 'maths');
    await api.group(who, where, 'nobody');
    await api.upsertGroup(who, where, 'maths', { name: 'Maths' });
    await api.send('POST', `/v1/sites/${where}/groups/sync`, {
      token: who,
      json: { groups: [{ lmsId: 'maths', name: 'Maths' }] },
    });
  }
  const sync = `/v1/sites/${slug}/groups/sync`;
  const groups = [{ lmsId: 'maths', name: 'Maths', archived: true, memberLimit: 9 }, { lmsId: 'b', name: '' }, 7];
  await api.send('POST', sync, { token, json: { groups } });
  await api.send('POST', `${sync}?dryRun=true`, { token, json: { groups: [{ lmsId: 'maths', name: 'Maths' }] } });
  await api.send('POST', `${sync}?dryRun=maybe`, { token, json: { groups } });
  const ndjson = { 'content-type': 'application/x-ndjson' };
  await api.send('POST', sync, { token, raw: '{"lmsId":"c","name":"C"}\n', headers: ndjson });
  await api.send('POST', sync, { token, raw: '{', headers: ndjson });
  await api.send('POST', sync, { token, raw: 'a', headers: { 'content-type': 'text/csv' } });
  await api.send('PUT', `/v1/sites/${slug}/groups/a`, { token, raw: '{}', headers: ndjson });
}

// eslint-disable-next-line complexity -- a list of requests; its branches are rows that a test has just inserted
async function everyAnswerAboutSignupUrls(): Promise<void> {
  const { api, site, service } = scene;
  const { token } = site.administrator;
  const base = `/v1/sites/${site.slug}`;
  const [group, other, archived] = await insertGroups(service.database, site.slug, [
    { name: 'One', code: 'M-1' },
    { name: 'Two' },
    { name: 'Three', archived: true },
  ]);
  const authentication = { required: true, codes: [{ code: 'spring', label: 'Poster' }] };
  const body = { groupId: group?.id, authentication, note: 'x', endsAt: '2126-01-01T00:00:00Z' };
  const published = await api.send<{ id: string }>('POST', `${base}/signup-urls`, { token, json: body });
  const { id } = published.body;
  const etag = published.headers.get('etag') ?? '';
  const unknown = '0198c0de-0000-7000-8000-000000000000';
  for (const json of [body, { groupId: archived?.id }, { groupId: unknown }, { groupId: 1 }]) {
    await api.send('POST', `${base}/signup-urls`, { token, json });
  }
  for (const [json, ifMatch] of [
    [{ note: 'y' }, etag],
    [{ note: 'z' }, etag],
    [{ note: 1 }, '"2"'],
  ] as const) {
    await api.send('PATCH', `${base}/signup-urls/${id}`, { token, json, headers: { 'if-match': ifMatch } });
  }
  await api.send('PATCH', `${base}/signup-urls/${id}`, { token, json: {} });
  for (const query of [`groupId=${group?.id ?? ''}`, `groupId=${unknown}`, '']) {
    await api.send('GET', `${base}/signup-urls?${query}`, { token });
  }
  for (const each of [id, unknown]) {
    for (const path of ['', '/qr.svg', '/qr.png']) await api.send('GET', `${base}/signup-urls/${each}${path}`, { token });
  }
  for (const path of ['/groups', '/groups/count', '/signup-urls.csv']) {
    await api.send('GET', `${base}${path}?name=o&code=m-1&status=published`, { token });
    await api.send('GET', `${base}${path}?status=x`, { token });
    await api.send('GET', `${base}${path}`);
    await api.send('GET', `/v1/sites/${aSlug()}${path}`, { token });
  }
  await api.send('GET', `${base}/signup-urls.csv`, { token, headers: { accept: 'application/x-ndjson' } });
  await api.send('POST', `${base}/signup-urls/bulk`, { token, json: { groups: { ids: [other?.id, unknown] } } });
  for (const path of ['bulk', 'stop']) {
    await api.send('POST', `${base}/signup-urls/${path}`, { token, json: { groups: { filter: {}, expectedCount: 99 } } });
    await api.send('POST', `${base}/signup-urls/${path}`, { token, json: {} });
  }
  await api.send('POST', `${base}/signup-urls/stop`, { token, json: { groups: { filter: {} } } });
  for (const each of [id, unknown]) await api.send('POST', `${base}/signup-urls/${each}/stop`, { token });
  await api.send('PATCH', `${base}/signup-urls/${id}`, { token, json: {}, headers: { 'if-match': '"3"' } });
  await api.send('GET', `${base}/signup-urls/${id}/qr.png?size=1`, { token });
  await api.send('GET', `${base}/signup-urls/${id}/qr.svg`, { token });
}

async function everyAnswerAboutMails(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const all = `/v1/sites/${site.slug}/mails`;
  const viewer = await createStaff(scene.service, { site: site.slug, role: 'viewer' });
  const { form, id } = await scene.activates();
  const { form: early } = await scene.applies();
  const { id: unactivated } = await scene.applicationOf(early.email);
  await api.apply(site.slug, anApplicant({ email: form.email }));
  await scene.everythingSent();
  for (const path of [all, `${all}/counts`]) {
    await api.send('GET', `${path}?template=activation&queuedFrom=2020-01-01`, { token });
    await api.send('GET', `${path}?queuedTo=soon`, { token });
    await api.send('GET', path);
    await api.send('GET', path, { token: scene.operator.token });
    await api.send('GET', path.replace(site.slug, aSlug()), { token });
  }
  type Mails = { items: { id: string }[] };
  for (const application of [unactivated, id]) {
    const { items } = bodyOf(await api.send<Mails>('GET', `${all}?application=${application}`, { token }), 200);
    for (const mail of items) await api.send('POST', `${all}/${mail.id}/resend`, { token });
    for (const as of [viewer.token, 'nonsense']) await api.send('POST', `${all}/${items[0]?.id ?? ''}/resend`, { token: as });
  }
  await api.send('POST', `${all}/none/resend`, { token });
}

async function everyAnswerAboutNotifications(): Promise<void> {
  const { api, site } = scene;
  const mine = `/v1/sites/${site.slug}/notifications/mine`;
  for (const token of [site.administrator.token, scene.operator.token, 'nonsense']) {
    await api.send('GET', mine, { token });
    await api.send('PUT', mine, { token, json: { waitingApplications: 'hourly' } });
  }
  await api.send('PUT', mine, { token: site.administrator.token, json: { waitingApplications: 'daily' } });
}

async function everyAnswerAboutMailTemplates(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  const all = `/v1/sites/${site.slug}/mail-templates`;
  const one = `${all}/approved/en`;
  const words = { subject: 'Hello', text: 'Hello {{name}}', html: '<p>Hello</p>' };
  const viewer = await createStaff(scene.service, { site: site.slug, role: 'viewer' });
  const headers = { 'if-match': '"0"' };
  for (const path of [all, one, `${one}/history`]) {
    await api.send('GET', path, { token });
    await api.send('GET', path);
    await api.send('GET', path.replace(site.slug, aSlug()), { token });
    await api.send('GET', path.replace('approved', 'none'), { token });
  }
  await api.send('PUT', one, { token, json: { ...words, text: '{{nobody}}\n{{#if' }, headers });
  await api.send('PUT', one, { token, json: words, headers });
  await api.send('PUT', one, { token, json: words, headers: { 'if-match': '"7"' } });
  await api.send('PUT', `${all}/none/en`, { token, json: words, headers });
  await api.send('PUT', one, { token: viewer.token, json: words, headers });
  await api.send('PUT', one, { token, json: words });
  await api.send('GET', one, { token });
  await api.send('DELETE', one, { token, headers: { 'if-match': '"1"' } });
  await api.send('DELETE', one, { token, headers });
  await api.send('DELETE', one, { token });
  await api.send('GET', `${one}/history`, { token, headers });
  await api.send('GET', `${one}/history?limit=0`, { token, headers });
  for (const version of [1, 99, 'one']) {
    await api.send('POST', `${one}/restore`, { token, json: { version }, headers: { 'if-match': '"2"' } });
  }
  for (const what of ['preview', 'test']) {
    await api.send('POST', `${one}/${what}`, { token, json: {} });
    await api.send('POST', `${one}/${what}`, { token, json: { html: '<script>' } });
    await api.send('POST', `${one}/${what}`, { json: {} });
    await api.send('POST', `${all}/approved/fr/${what}`, { token, json: {} });
  }
}

const fieldsIn = (body: object): unknown => ('fields' in body ? body.fields : []);

async function everyAnswerAboutRetention(): Promise<void> {
  const { api, operator, site } = scene;
  const { token } = site.administrator;
  const retention = `/v1/sites/${site.slug}/retention`;
  const change = (json: object, ifMatch: string, as = token): Promise<Answer> =>
    api.send('PATCH', retention, { token: as, json, headers: { 'if-match': ifMatch } });
  await api.send('GET', retention, { token });
  await api.send('GET', retention, { token: operator.token });
  await api.send('GET', retention);
  await change({ mailRecordsInDays: 30 }, '"0"');
  await change({ mailRecordsInDays: 30 }, '"7"');
  await change({ mailRecordsInDays: 0, colour: 'blue' }, '"1"');
  await change({}, '"1"', operator.token);
  await api.send('PATCH', retention, { token, json: {} });
}

async function everyAnswerAboutBotProtection(): Promise<void> {
  const { api, operator, site } = scene;
  const { token } = site.administrator;
  const protection = `/v1/sites/${site.slug}/bot-protection`;
  const change = (json: object, ifMatch: string, as = token): Promise<Answer> =>
    api.send('PATCH', protection, { token: as, json, headers: { 'if-match': ifMatch } });
  await api.send('GET', protection, { token });
  await api.send('GET', protection, { token: operator.token });
  await api.send('GET', protection);
  await change({ challenge: 'proof-of-work', hcaptcha: { siteKey: 'key', secret: 'secret' } }, '"0"');
  await change({ emailDomains: { denied: ['spam.example'], ifDenied: 'leave-to-a-person' } }, '"1"');
  await change({}, '"7"');
  await change({ challenge: 'guess', turnstile: 5, emailDomains: { denied: ['@'] } }, '"2"');
  await change({}, '"2"', operator.token);
  await api.send('PATCH', protection, { token, json: {} });
  await api.send('GET', `/v1/sites/${site.slug}/registration-form`);
  await api.send('GET', `/v1/sites/${site.slug}/challenge`);
  await api.send('GET', `/v1/sites/${aSlug()}/challenge`);
  await api.apply(site.slug, anApplicant());
  await change({ challenge: 'off' }, '"2"');
  await api.send('GET', `/v1/sites/${site.slug}/challenge`);
  await api.send('POST', `/v1/sites/${site.slug}/applications`, { json: { ...anApplicant(), homepage: 'https://spam.example' } });
}

async function everyAnswerAboutBranding(): Promise<void> {
  const { api, operator, site } = scene;
  const { token } = site.administrator;
  const branding = `/v1/sites/${site.slug}/branding`;
  const change = (json: object, ifMatch: string, as = token): Promise<Answer> =>
    api.send('PATCH', branding, { token: as, json, headers: { 'if-match': ifMatch } });
  await api.send('GET', branding, { token });
  await api.send('GET', branding, { token: operator.token });
  await api.send('GET', branding);
  await change({ accentColour: '#1d4ed8', embeddingOrigins: ['https://www.academy.example'] }, '"0"');
  await change({ displayName: 'The Academy' }, '"7"');
  await change({ accentColour: '#ff0', colour: 'blue' }, '"1"');
  await change({}, '"1"', operator.token);
  await api.send('PATCH', branding, { token, json: {} });
  const image = { 'content-type': 'image/png' };
  const put = (raw: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Answer> =>
    api.send('PUT', `${branding}/logo`, { token, raw, headers: { ...image, ...headers } });
  await put(new Uint8Array(aPng()), { 'if-match': '"1"' });
  await put(new Uint8Array(aPng()), { 'if-match': '"1"' });
  await put(new Uint8Array(aPng()), {});
  await put(new Uint8Array(4), { 'if-match': '"2"' });
  await put(new Uint8Array(2 ** 18), { 'if-match': '"2"' });
  await put(new Uint8Array(aPng()), { 'if-match': '"2"', 'content-type': 'text/html' });
  await api.send('GET', branding, { token });
  for (const headers of [{}, { 'if-match': '"1"' }, { 'if-match': '"2"' }]) {
    await api.send('DELETE', `${branding}/logo`, { token, headers });
  }
  await api.send('DELETE', `${branding}/logo`, { token: operator.token });
}

async function everyAnswerAboutTheHistory(slug: string, token: string): Promise<void> {
  const { api, operator, site } = scene;
  await api.siteHistory(token, slug);
  await api.siteHistory(site.administrator.token, site.slug, { limit: '1', subject: 'registration-settings,site' });
  await api.siteHistory(token, slug, { subject: 'weather' });
  await api.siteHistory(operator.token, slug);
  await api.siteHistory(token, site.slug);
  await api.siteHistory('nonsense', slug);
  await api.siteHistory(token, slug, { from: 'yesterday' });
  const download = `/v1/sites/${site.slug}/history.csv`;
  for (const accept of ['text/csv', 'application/x-ndjson']) {
    await api.send('GET', download, { token: site.administrator.token, headers: { accept } });
  }
  await api.send('GET', `${download}?subject=weather`, { token: site.administrator.token });
  await api.send('GET', download, { token: operator.token });
  await api.send('GET', download, { token });
  await api.send('GET', download);
}

const offendersAmong = (isAtFault: (operation: NamedOperation) => boolean): string[] =>
  openApi.operations.filter(isAtFault).map(({ name }) => name);

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    expect(openApi.document.openapi).toMatch(/^3\.1\./);
    const { valid, errors } = await new Validator().validate(structuredClone(openApi.document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it('describes every operation: id, summary and description', () => {
    expect(openApi.operations.length).toBeGreaterThan(15);
    expect(offendersAmong(({ operation }) => !isText(operation.operationId))).toEqual([]);
    expect(offendersAmong(({ operation }) => !isText(operation.summary))).toEqual([]);
    expect(offendersAmong(({ operation }) => !isText(operation.description))).toEqual([]);
    const ids = openApi.operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('shows an example of every request body', () => {
    expect(
      offendersAmong(({ operation }) => {
        const media = operation.requestBody?.content?.['application/json'];
        return media !== undefined && !hasExample(media);
      }),
    ).toEqual([]);
  });

  it('documents a success and the problems of every operation under /v1', () => {
    const v1 = ({ path }: NamedOperation): boolean => path.startsWith('/v1/');
    const statuses = ({ operation }: NamedOperation): string[] => Object.keys(operation.responses ?? {});
    expect(offendersAmong((each) => v1(each) && !statuses(each).some((status) => status.startsWith('2')))).toEqual([]);
    expect(offendersAmong((each) => v1(each) && !statuses(each).some((status) => status.startsWith('4')))).toEqual([]);
  });

  it('names every operation that the journeys use', () => {
    const lived = new Set(answers.map((answer) => openApi.operationOf(answer)?.name));
    const unlived = openApi.operations.filter(({ name, path }) => path.startsWith('/v1/') && !lived.has(name));
    expect(unlived.map(({ name }) => name)).toEqual([]);
  });

  it('is kept by every live answer: status, content type, schema and problem code', () => {
    expect(answers.length).toBeGreaterThan(80);
    const faults = answers.map((answer) => openApi.faultOf(answer)).filter((fault) => fault !== undefined);
    expect([...new Set(faults)]).toEqual([]);
  });
});

describe('Swagger UI', () => {
  it('is served at /docs without anything from another host', async () => {
    const page = await scene.api.send('GET', '/docs');
    const final = page.status >= 300 ? await scene.api.send('GET', '/docs/') : page;
    expect(final.status).toBe(200);
    expect(final.headers.get('content-type')).toMatch(/^text\/html/);
    expect(final.text).not.toMatch(/(src|href)="https?:\/\//);
  });
});

const isText = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

function hasExample({ example, examples, schema }: { example?: unknown; examples?: object; schema?: object }): boolean {
  return example !== undefined || examples !== undefined || schemaHasExamples(schema);
}

interface SchemaNode {
  $ref?: string;
  example?: unknown;
  examples?: unknown[];
  properties?: Record<string, SchemaNode>;
}

/** An example of the whole, or one of each member. */
function schemaHasExamples(schema: SchemaNode | undefined): boolean {
  if (schema === undefined) return false;
  const { $ref, example, examples, properties } = schema;
  if ($ref !== undefined) {
    const { schemas } = openApi.document['components'] as { schemas: Record<string, SchemaNode> };
    return schemaHasExamples(schemas[$ref.split('/').at(-1) ?? '']);
  }
  if (example !== undefined || examples !== undefined) return true;
  return properties !== undefined && Object.values(properties).every(schemaHasExamples);
}
