import { bodyOf } from '../support/answers';
import { type Answer } from '../support/api';
import { tracesIn, tracesInRows } from '../support/canary';
import { Scene } from '../support/scene';
import { changeSettings } from '../support/site';
import { makeOlder } from '../support/unactivated';
import { waitFor } from '../support/wait';

jest.setTimeout(240_000);

const ADDRESS = '203.0.113.219';

/** A person whom one would know anywhere. */
const person = (name: string) => ({
  name: `Zanzi${name} Quörthwyn <&>`,
  loginId: `zanzi${name}.login`,
  email: `Zanzi${name}.Mail@canary-${name}.example`,
  password: `Zanzi${name} keeps 7 secret lanterns`,
  displayName: `Zanzi${name} displayed`,
  department: `Zanzi${name} department`,
  position: `Zanzi${name} position`,
  country: 'JP',
  language: 'ja',
  timeZone: 'Asia/Tokyo',
  answers: { company: `Zanzi${name} & Daughters`, why: `Since Zanzi${name} says "so"` },
});

const canariesOf = ({
  name,
  loginId,
  email,
  password,
  displayName,
  department,
  position,
  answers,
}: ReturnType<typeof person>): string[] => [
  ...[name, loginId, email, password, displayName, department, position, ...Object.values(answers)],
  ...[name.slice(0, name.indexOf(' ')), email.slice(email.indexOf('@') + 1), ADDRESS],
];

let scene: Scene;
const at = (path: string): string => `/v1/sites/${scene.site.slug}/${path}`;
const asked = (method: string, path: string, json?: object) =>
  scene.api.send(method, at(path), { token: scene.site.administrator.token, ...(json !== undefined && { json }) });

beforeAll(async () => {
  scene = await Scene.open({ LOG_LEVEL: 'trace', TRUST_PROXY: '1', JOBS_SCHEDULE: '0 0 1 1 *' });
  const builtIn = [
    'name',
    'loginId',
    'email',
    'password',
    'displayName',
    'department',
    'position',
    'country',
    'language',
    'timeZone',
  ];
  const fields = [
    ...builtIn.map((key) => ({ type: 'built-in', key, used: true, required: true })),
    { type: 'text', key: 'company', label: { en: 'Company' } },
    { type: 'text-area', key: 'why', label: { en: 'Why?' } },
  ];
  const saved = await scene.api.send('PUT', at('registration-fields'), {
    token: scene.site.administrator.token,
    json: { fields },
    headers: { 'if-match': '"0"' },
  });
  bodyOf(saved, 200);
});
afterAll(() => scene.close());

/** Applies the way browsers and back ends do, more than once, and looks around. Answers the id. */
async function applies(who: ReturnType<typeof person>): Promise<string> {
  const { version: formVersion } = bodyOf(await scene.api.send<{ version: string }>('GET', at('registration-form')), 200);
  const form = { formVersion, ...who };
  const headers = {
    'x-forwarded-for': ADDRESS,
    'user-agent': `Browser of ${who.loginId}`,
    'idempotency-key': `key-of-${who.loginId}`,
  };
  bodyOf(await scene.api.send('POST', at('applications/preview'), { json: form, headers }), 200);
  const wrong = { ...form, password: who.email };
  expect((await scene.api.send('POST', at('applications'), { json: wrong, headers })).status).toBe(422);
  // The second one with the key is answered as the first was.
  const once = bodyOf(await scene.api.send('POST', at('applications'), { json: form, headers }), 202);
  expect(bodyOf(await scene.api.send('POST', at('applications'), { json: form, headers }), 202)).toEqual(once);
  bodyOf(await scene.api.resend(scene.site.slug, who.email, headers), 202);
  await scene.api.memberLogin(scene.site.slug, who);
  await scene.sink.waitForMail({ to: who.email, number: 2 });
  return (await scene.applicationOf(who.email)).id;
}

async function expectNothingLeft(who: ReturnType<typeof person>): Promise<void> {
  await scene.everythingSent();
  expect(tracesInRows(await scene.service.database.dump(), canariesOf(who))).toEqual([]);
  expect(scene.service.logs()).toContain('"requestId"');
  expect(tracesIn('log', scene.service.logs(), canariesOf(who))).toEqual([]);
}

const welcomeMailOf = async (id: string): Promise<string> => {
  await scene.everythingSent();
  const found = await asked('GET', `mails?application=${id}`);
  const { items } = bodyOf(found as Answer<{ items: { id: string; template: string }[] }>, 200);
  return items.find(({ template }) => template === 'approved')?.id ?? '';
};

const tablesWith = async (who: ReturnType<typeof person>): Promise<string[]> => {
  const traces = tracesInRows(await scene.service.database.dump(), canariesOf(who));
  return [...new Set(traces.map((trace) => trace.slice(0, trace.indexOf(':'))))];
};

describe('nothing is left of a person, in no table and no line of the log', () => {
  it('who applied and never activated, once the days are over', async () => {
    const who = person('expiring');
    const id = await makeOlder(scene.service.database, await applies(who), 30);
    expect(await tablesWith(who)).toEqual(expect.arrayContaining(['applications', 'claims']));
    await changeSettings(scene.api, scene.site, { deleteUnactivated: { enabled: true, afterDays: 30 } });
    bodyOf(await asked('POST', 'cleanup/runs'), 202);
    await waitFor('the removal', async () => ((await scene.applicationsOf(who.email)).length === 0 ? true : undefined));
    await expectNothingLeft(who);
    const { rows } = scene.service.database;
    expect(await rows.call(scene.service.database, 'SELECT * FROM idempotent_requests WHERE aboutId = ?', [id])).toEqual([]);
    expect((await scene.historyOf(id)).map(({ event }) => event)).toEqual(['apply', 'resend', 'expire']);
  });

  it('who became a member and was erased: reasons, notes and answers kept for repetition as well', async () => {
    const who = person('erased');
    const id = await applies(who);
    const mail = await scene.sink.waitForMail({ to: who.email, number: 2 });
    bodyOf(await scene.api.activate(scene.tokenIn(mail), { password: who.password }), 200);
    const decide = (decision: string, said: object, key: string) =>
      scene.api.send('POST', at(`applications/${id}/${decision}`), {
        token: scene.site.administrator.token,
        json: said,
        headers: { 'idempotency-key': key },
      });
    const words = { reason: `Not yet, ${who.name}`, note: `${who.name} called`, notifyByEmail: true };
    bodyOf(await decide('decline', words, 'decline-1'), 200);
    const many = {
      decision: 'approve',
      reconsider: true,
      note: `${who.name} again`,
      selection: { ids: [id] },
      notifyByEmail: true,
    };
    bodyOf(await scene.api.decideMany(scene.site.administrator.token, scene.site.slug, many, 'many-1'), 200);
    bodyOf(await decide('approve', { notifyByEmail: true }, 'approve-1'), 200);
    bodyOf(await scene.api.memberLogin(scene.site.slug, who), 201);
    expect(await tablesWith(who)).toEqual(
      expect.arrayContaining(['accounts', 'applications', 'application_history', 'claims', 'decision_jobs']),
    );
    for (const search of [`email=${who.email}`, `name=${who.name.slice(0, 8)}`, `loginId=${who.loginId}&group=${who.loginId}`]) {
      expect((await asked('GET', `applications.csv?${search.replaceAll('+', '%2B')}`)).status).toBe(200);
    }
    const byFilter = { filter: { email: who.email, name: who.name, status: ['unapproved'] }, expectedCount: 0 };
    const none = { decision: 'decline', selection: byFilter, reason: 'No room', notifyByEmail: false };
    bodyOf(await scene.api.decideMany(scene.site.administrator.token, scene.site.slug, none), 200);
    bodyOf(await asked('POST', `mails/${await welcomeMailOf(id)}/resend`), 200);
    await scene.everythingSent();
    const receipt = bodyOf(await asked('POST', 'erasures', { email: who.email.toUpperCase() }), 201);
    expect(receipt).toMatchObject({ subject: 'email', applications: [{ id, status: 'approved' }], accounts: 1 });
    expect((await scene.api.memberLogin(scene.site.slug, who)).status).toBe(401);
    await expectNothingLeft(who);
    const { items } = bodyOf(await scene.api.siteHistory(scene.site.administrator.token, scene.site.slug, { limit: '14' }), 200);
    expect(items.map(({ subject }) => subject)).toEqual([
      ...['erasure', 'mail', 'decision', 'decision', 'export', 'export', 'export', 'export', 'export', 'export'],
      ...['decision', 'decision', 'decision', 'cleanup'],
    ]);
    expect((await scene.historyOf(id)).map(({ event }) => event)).toEqual([
      ...['apply', 'resend', 'activate', 'decline', 'approve', 'mail_again', 'erase'],
    ]);
  });
});
