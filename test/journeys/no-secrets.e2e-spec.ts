import { Secret, TOTP } from 'otpauth';
import { bodyOf } from '../support/answers';
import { anApplicant, aPassword } from '../support/builders';
import { tracesIn, tracesInRows } from '../support/canary';
import { Scene } from '../support/scene';
import { startService } from '../support/service';
import { createStaff, type StaffMember } from '../support/site';
import { waitFor } from '../support/wait';

jest.setTimeout(240_000);

const SMTP_PASSWORD = 'smtp canary 4711 Zwirbel';
const METRICS_TOKEN = 'metrics-canary-4711-Zwirbel-token';
const SECRET_KEY = 'key-canary-4711-Zwirbel-of-the-service-0123456789';

/** What may be written down nowhere. */
const secrets = new Map<string, string>();
/** Addresses of people: in the database, of course, but in no line of the log. */
const addresses = new Set<string>();

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open({ LOG_LEVEL: 'trace', SECRET_KEY, METRICS_TOKEN }, (settings) => {
    const smtp = new URL(settings['SMTP_URL'] ?? '');
    [smtp.username, smtp.password] = ['registration', SMTP_PASSWORD];
    return startService({ ...settings, SMTP_URL: smtp.href });
  });
  await liveThroughEverything();
});
afterAll(() => scene.close());

const keep = (what: string, secret: string): string => {
  secrets.set(what, secret);
  return secret;
};

/** Everything in which a secret goes in or out, right and wrong. */
async function liveThroughEverything(): Promise<void> {
  keep('the secret of the service', SECRET_KEY);
  keep('the token of the metrics', METRICS_TOKEN);
  keep('the password of the mail server', SMTP_PASSWORD);
  await applicantsComeAndGo();
  await staffComesAndGoes();
  await keysComeAndGo();
  await scene.everythingSent();
  await aMailIsRefused();
}

/** The mail server says to whom, in its own words. */
async function aMailIsRefused(): Promise<void> {
  scene.sink.mood = 'reject';
  const form = anApplicant({ email: 'canary.refused@school.example' });
  addresses.add(form.email);
  bodyOf(await scene.api.apply(scene.site.slug, form), 202);
  await waitFor('the refusal to be logged', () => (scene.service.logs().includes('"level":"warn"') ? true : undefined));
}

async function applicantsComeAndGo(): Promise<void> {
  const { api, site } = scene;
  const wrong = keep('a password that was refused', `geheim-${aPassword()}-Lautsprecher`);
  const declined = await scene.applies({ password: keep('a password', `${aPassword()} marmalade`) });
  addresses.add(declined.form.email);
  keep('a ticket', declined.ticket);
  keep('the token of a link', declined.token);
  await api.apply(
    site.slug,
    anApplicant({ loginId: declined.form.loginId, password: wrong, email: 'canary.mail@school.example' }),
  );
  addresses.add('canary.mail@school.example');
  await api.apply(site.slug, { ...anApplicant(), password: wrong, email: 'not an address' });
  await api.send('POST', `/v1/sites/${site.slug}/applications`, {
    raw: `{"password":"${wrong}",`,
    headers: { 'content-type': 'application/json' },
  });
  await api.lookAtLink(declined.token);
  await api.lookByTicket(declined.ticket);
  await api.send('GET', `/activate?token=${declined.token}`, { headers: { cookie: declined.cookie } });
  await api.send('GET', `/nothing?token=${declined.token}`);
  await api.activate(declined.token, { password: wrong });
  await api.activate(declined.token, { ticket: declined.ticket });
  await api.resend(site.slug, declined.form.email);
  await api.memberLogin(site.slug, declined.form);
  const { id } = await scene.applicationOf(declined.form.email);
  await scene.approve(id);
  const { accessToken } = bodyOf(await api.memberLogin(site.slug, declined.form), 201);
  keep('the token of a member', accessToken);
  await api.memberLogin(site.slug, { ...declined.form, password: wrong });
  await api.send('GET', '/v1/staff/me', { token: accessToken });
}

async function staffComesAndGoes(): Promise<void> {
  const { api, site, sink } = scene;
  const person = await createStaff(scene.service, { site: site.slug, role: 'administrator' });
  addresses.add(person.email);
  keep('a password of staff', person.password);
  keep('a token of staff', person.token);
  const { refreshToken } = bodyOf(
    await api.send<{ refreshToken: string }>('POST', '/v1/staff/sessions', { json: logInOf(person) }),
    201,
  );
  keep('a refresh token', refreshToken);
  const next = bodyOf(
    await api.send<{ refreshToken: string }>('POST', '/v1/staff/sessions/refresh', { json: { refreshToken } }),
    201,
  );
  keep('the next refresh token', next.refreshToken);
  const cookies = await api.send('POST', '/v1/staff/sessions', {
    json: { ...logInOf(person), session: 'cookie' },
    headers: { 'x-matricula-request': '1' },
  });
  cookies.headers.getSetCookie().forEach((cookie, i) => keep(`cookie ${i}`, /=([^;]*)/.exec(cookie)?.[1] ?? ''));
  await secondFactorOf(person);
  await api.send('POST', '/v1/staff/password-resets', { json: { email: person.email } });
  const mail = await sink.waitForMail({ to: person.email, number: 1 });
  const token = keep('the token of a reset', /token=([\w-]+)/.exec(mail.text)?.[1] ?? '');
  await api.send('GET', `/staff/set-password?token=${token}`);
  const chosen = keep('a password that was chosen', `${aPassword()} heron`);
  await api.send('POST', '/v1/staff/passwords', { json: { token, password: 'short' } });
  bodyOf(await api.send('POST', '/v1/staff/passwords', { json: { token, password: chosen } }), 204);
}

const logInOf = ({ email, password }: StaffMember): object => ({ email, password });

async function secondFactorOf({ token, password, ...person }: StaffMember): Promise<void> {
  const { api } = scene;
  const { secret } = bodyOf(await api.send<{ secret: string }>('POST', '/v1/staff/me/totp', { token, json: { password } }), 201);
  keep('the secret of a second factor', secret);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const { recoveryCodes } = bodyOf(
    await api.send<{ recoveryCodes: string[] }>('POST', '/v1/staff/me/totp/confirmation', { token, json: { code } }),
    201,
  );
  recoveryCodes.forEach((each, i) => keep(`recovery code ${i}`, each));
  await api.send('POST', '/v1/staff/sessions', { json: { email: person.email, password, code: recoveryCodes[0] } });
}

async function keysComeAndGo(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  addresses.add(site.administrator.email);
  const json = { name: 'LMS', scopes: ['accounts:read'] };
  const { key } = bodyOf(await api.send<{ key: string }>('POST', `/v1/sites/${site.slug}/api-keys`, { token, json }), 201);
  keep('an API key', key);
  await api.send('GET', `/v1/sites/${site.slug}/accounts`, { token: key });
  await api.send('GET', '/v1/sites', { token: key });
  await api.send('GET', '/metrics', { token: METRICS_TOKEN });
  await api.send('GET', '/metrics', { token: `${METRICS_TOKEN}x` });
}

/** By name, and not by value: who reads the failure has no need to know it. */
function nameOf(trace: string): string {
  const found = [...secrets].find(([, secret]) => tracesIn('', trace, [secret]).length > 0);
  return `${trace.slice(0, trace.indexOf(':'))}: ${found?.[0] ?? 'an address'}`;
}

describe('what is secret', () => {
  it('was really said: the journey knows enough of it', () => {
    expect(secrets.size).toBeGreaterThan(20);
    expect([...secrets].filter(([, secret]) => secret.length < 8).map(([what]) => what)).toEqual([]);
  });

  it('is in no line of the log, however it is spelt, though everything is logged', () => {
    const log = scene.service.logs();
    expect(log).toContain('"level":"debug"');
    expect(log.match(/"requestId"/g)?.length).toBeGreaterThan(30);
    expect(tracesIn('log', log, [...secrets.values()]).map(nameOf)).toEqual([]);
  });

  it('is in no row of the database, as whoever steals a copy would find it', async () => {
    const dump = await scene.service.database.dump();
    expect(Object.values(dump).flat().length).toBeGreaterThan(50);
    expect(tracesInRows(dump, [...secrets.values()]).map(nameOf)).toEqual([]);
  });

  it('nor in the documentation or the metrics', async () => {
    const { text: document } = await scene.api.send('GET', '/openapi.json');
    const { text: metrics } = await scene.api.send('GET', '/metrics', { token: METRICS_TOKEN });
    expect(tracesIn('openapi', document, [...secrets.values()]).map(nameOf)).toEqual([]);
    expect(tracesIn('metrics', metrics, [...secrets.values(), ...addresses]).map(nameOf)).toEqual([]);
  });
});

describe('an e-mail address', () => {
  it('of whomever is in no line of the log', () => {
    expect(addresses.size).toBeGreaterThan(3);
    expect(tracesIn('log', scene.service.logs(), [...addresses]).map(nameOf)).toEqual([]);
  });
});
