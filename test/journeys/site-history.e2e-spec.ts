import { v7 } from 'uuid';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer, type SiteHistoryEntry } from '../support/api';
import { aPassword, aSlug } from '../support/builders';
import { ENGINE } from '../support/environment';
import { linkIn, Scene } from '../support/scene';
import { changeSettings, createSite, createStaff, type StaffMember, type TestSite } from '../support/site';
import { waitFor } from '../support/wait';

jest.setTimeout(180_000);

const ADDRESS = '198.51.100.23';
const FROM_THERE = { 'x-forwarded-for': ADDRESS };

let scene: Scene;
let site: TestSite;
let token: string;

beforeAll(async () => {
  scene = await Scene.open({ TRUST_PROXY: '1', JOBS_SCHEDULE: '0 0 1 1 *' });
  ({ site } = scene);
  ({ token } = site.administrator);
  await refuseChanges();
});
afterAll(() => scene.close());

/** From now on the database itself lets nobody change an entry, or take one away. */
async function refuseChanges(): Promise<void> {
  const refuse = ENGINE === 'sqlite' ? "BEGIN SELECT RAISE(ABORT, 'append-only'); END" : "SIGNAL SQLSTATE '45000'";
  for (const what of ['UPDATE', 'DELETE']) {
    const trigger = `CREATE TRIGGER no_${what.toLowerCase()} BEFORE ${what} ON site_history FOR EACH ROW ${refuse}`;
    await scene.service.database.write(trigger);
  }
}

const at = (path: string): string => `/v1/sites/${site.slug}/${path}`;
const ask = <T = unknown>(
  method: string,
  path: string,
  { json, as = token, ifMatch }: { json?: object; as?: string; ifMatch?: string } = {},
): Promise<Answer<T>> =>
  scene.api.send<T>(method, at(path), {
    token: as,
    ...(json !== undefined && { json }),
    headers: { ...FROM_THERE, ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
  });
const entries = async (query: Record<string, string> = {}, as = site): Promise<SiteHistoryEntry[]> =>
  bodyOf(await scene.api.siteHistory(as.administrator.token, as.slug, { limit: '200', ...query }), 200).items;

/** What `work` adds to the history, oldest first. */
async function toldBy(work: () => Promise<unknown>): Promise<SiteHistoryEntry[]> {
  const before = new Set((await entries()).map(({ id }) => id));
  await work();
  return (await entries()).filter(({ id }) => !before.has(id)).reverse();
}
const namesOf = (told: readonly SiteHistoryEntry[]): string[] => told.map(({ subject, event }) => `${subject} ${event}`);
const valuesOf = (entry: SiteHistoryEntry | undefined): Record<string, unknown> =>
  Object.fromEntries((entry?.changes ?? []).map(({ field, to }) => [field, to]));
const idOf = async (person: StaffMember): Promise<string> =>
  bodyOf(await scene.api.send<{ id: string }>('GET', '/v1/staff/me', { token: person.token }), 200).id;

describe('the history of a site tells, once, who did what from where', () => {
  const FIELDS = ['loginId', 'name', 'email', 'password'].map((key) => ({ type: 'built-in', key, used: true, required: true }));
  const WORDS = { subject: 'Hello', text: 'Hello {{name}}, {{siteName}}', html: '<p>Hello {{name}}, {{siteName}}</p>' };
  const TERMS = { enabled: true, title: { en: 'Terms' }, markdown: { en: 'Be kind.' } };
  const reasons = [{ key: 'full', text: { en: 'Full.' } }];

  it.each<[string, string, () => Promise<Answer>]>([
    [
      'the form',
      'registration-fields change',
      () => ask('PUT', 'registration-fields', { json: { fields: FIELDS }, ifMatch: '"0"' }),
    ],
    ['the terms', 'terms change', () => ask('PUT', 'terms', { json: TERMS, ifMatch: '"0"' })],
    ['the retention', 'retention change', () => ask('PATCH', 'retention', { json: { mailRecordsInDays: 30 }, ifMatch: '"0"' })],
    ['reasons', 'decline-reasons change', () => ask('PUT', 'decline-reasons', { json: { reasons }, ifMatch: '"0"' })],
    ['a template', 'mail-template change', () => ask('PUT', 'mail-templates/approved/en', { json: WORDS, ifMatch: '"0"' })],
    ['the policy', 'staff change-policy', () => ask('PUT', 'staff-policy', { json: { secondFactorRequired: false } })],
  ])('of %s; the same again is not told', async (_what, name, change) => {
    const told = await toldBy(change);
    if (name !== 'staff change-policy') {
      expect(namesOf(told)).toEqual([name]);
      expect(told[0]).toMatchObject({
        address: ADDRESS,
        actor: { kind: 'staff', id: await idOf(site.administrator), name: site.administrator.name },
        requestId: expect.stringMatching(/^[\w-]{36}$/) as unknown,
      });
    }
    expect(namesOf(await toldBy(change))).toEqual([]);
  });

  it('of sign-up URLs: published, edited, stopped, about the URL', async () => {
    const groups = ['a', 'b', 'c'].map((lmsId) => ({ lmsId, name: `Group ${lmsId}` }));
    const synced = await toldBy(() => ask('POST', 'groups/sync', { json: { groups } }));
    expect(namesOf(synced)).toEqual(['group-sync sync']);
    const found = bodyOf(await ask<{ items: { id: string }[] }>('GET', 'groups'), 200).items.map(({ id }) => id);
    let id = '';
    const told = await toldBy(async () => {
      id = bodyOf(await ask<{ id: string }>('POST', 'signup-urls', { json: { groupId: found[0] } }), 201).id;
      bodyOf(await ask('PATCH', `signup-urls/${id}`, { json: { note: 'Autumn' }, ifMatch: '"1"' }), 200);
      bodyOf(await ask('PATCH', `signup-urls/${id}`, { json: { note: 'Autumn' }, ifMatch: '"2"' }), 200);
      bodyOf(await ask('POST', `signup-urls/${id}/stop`), 200);
      bodyOf(await ask('POST', `signup-urls/${id}/stop`), 200);
    });
    expect(namesOf(told)).toEqual(['signup-url publish', 'signup-url edit', 'signup-url stop']);
    expect(await entries({ about: id })).toEqual([...told].reverse());
    const many = await toldBy(async () => {
      bodyOf(await ask('POST', 'signup-urls/bulk', { json: { groups: { ids: found } } }), 200);
      bodyOf(await ask('POST', 'signup-urls/bulk', { json: { groups: { ids: found } } }), 200);
      bodyOf(await ask('POST', 'signup-urls/stop', { json: { groups: { ids: found } } }), 200);
    });
    expect(many.map((entry) => [entry.event, valuesOf(entry)])).toEqual([
      ['publish', { published: 3 }],
      ['stop', { stopped: 3 }],
    ]);
  });

  it('of staff: invited, in with a password of their own, another role, disabled and enabled, removed', async () => {
    const email = `robin.${aSlug()}@academy.example`;
    const password = aPassword();
    let id = '';
    const told = await toldBy(async () => {
      const invited = await ask<{ id: string }>('POST', 'staff', { json: { name: 'Robin', email, role: 'viewer' } });
      id = bodyOf(invited, 201).id;
      const link = linkIn((await scene.sink.waitForMail({ to: email })).text)?.searchParams.get('token');
      const own = { headers: FROM_THERE };
      bodyOf(await scene.api.send('POST', '/v1/staff/passwords', { ...own, json: { token: link, password } }), 204);
      bodyOf(await scene.api.send('POST', '/v1/staff/sessions', { ...own, json: { email, password } }), 201);
      expect((await scene.api.staffLogin({ email, password: 'wrong' })).status).toBe(401);
      bodyOf(await ask('PATCH', `staff/${id}`, { json: { role: 'reviewer' }, ifMatch: '"1"' }), 200);
      for (const disabled of [true, true, false, false]) {
        const json = { disabled };
        bodyOf(await scene.api.send('PATCH', `/v1/staff/${id}`, { json, token: scene.operator.token, headers: FROM_THERE }), 200);
      }
      bodyOf(await ask('DELETE', `staff/${id}`), 204);
    });
    expect(namesOf(told)).toEqual([
      ...['staff invite', 'access change-password', 'access log-in', 'staff change-role'],
      ...['staff disable', 'staff enable', 'staff remove'],
    ]);
    expect(new Set(told.map(({ aboutId, address }) => `${String(aboutId)} ${String(address)}`))).toEqual(
      new Set([`${id} ${ADDRESS}`]),
    );
    const administrator = await idOf(site.administrator);
    const operator = await idOf(scene.operator);
    expect(told.map(({ actor }) => actor.id)).toEqual([administrator, id, id, administrator, operator, operator, administrator]);
    expect((await entries({ actor: id })).map(({ event }) => event)).toEqual(['log-in', 'change-password']);
  });

  it('of API keys, made and revoked; and what is done with one, under its name', async () => {
    let key = { key: '', apiKey: { id: '' } };
    const told = await toldBy(async () => {
      const json = { name: 'LMS', scopes: ['groups:sync'] };
      key = bodyOf(await ask<typeof key>('POST', 'api-keys', { json }), 201);
      bodyOf(await ask('PUT', 'groups/by-key', { json: { name: 'By key' }, as: key.key }), 201);
      bodyOf(await ask('DELETE', `api-keys/${key.apiKey.id}`), 204);
    });
    expect(namesOf(told)).toEqual(['api-key create', 'group change', 'api-key revoke']);
    expect(told[1]).toMatchObject({ actor: { kind: 'api-key', id: key.apiKey.id, name: 'LMS' }, address: ADDRESS });
    expect(JSON.stringify(told)).not.toContain(key.key);
  });

  it('of an operator who changes the site', async () => {
    const json = { name: 'Renamed' };
    const told = await toldBy(() =>
      scene.api.send('PATCH', at('').slice(0, -1), { json, token: scene.operator.token, headers: FROM_THERE }),
    );
    expect(namesOf(told)).toEqual(['site change']);
    expect(told[0]).toMatchObject({ address: ADDRESS, actor: { name: scene.operator.name } });
  });
});

describe('the history of a site tells of applicants nothing but ids', () => {
  const said = { name: 'Zanzibar Quill', loginId: `zanzibar-${aSlug()}`, email: `zanzibar.${aSlug()}@example.org` };
  const applies = async (form = {}): Promise<string> => (await scene.activates(form)).id;

  beforeAll(() => changeSettings(scene.api, site, { autoApprove: false }));

  it('when one is decided on, has a mail sent again, and is erased', async () => {
    await ask('PUT', 'terms', { json: { enabled: false }, ifMatch: '"1"' });
    const id = await applies(said);
    const told = await toldBy(async () => {
      for (const note of ['Zanzibar called', 'Zanzibar again']) {
        bodyOf(await ask('POST', `applications/${id}/approve`, { json: { notifyByEmail: true, note } }), 200);
      }
      problemOf(await ask('POST', `applications/${id}/decline`, { json: { notifyByEmail: false } }), 409, 'already-decided');
      await scene.everythingSent();
      const mails = bodyOf(await ask<{ items: { id: string; template: string }[] }>('GET', `mails?application=${id}`), 200).items;
      const welcome = mails.find(({ template }) => template === 'approved');
      bodyOf(await ask('POST', `mails/${String(welcome?.id)}/resend`), 200);
      bodyOf(await ask('DELETE', `applications/${id}`), 200);
      problemOf(await ask('DELETE', `applications/${id}`), 404, 'application-not-found');
    });
    expect(namesOf(told)).toEqual(['decision approve', 'mail send-again', 'erasure erase']);
    expect(told).toEqual(told.map((entry) => ({ ...entry, aboutId: id, address: ADDRESS, requestId: null })));
    expect(valuesOf(told[0])).toEqual({ notifyByEmail: true, reconsider: false });
    expect(valuesOf(told[2])).toMatchObject({ askedFor: 'application', applications: 1, accounts: 1 });
    expect(await entries({ about: id })).toEqual([...told].reverse());
    expect(JSON.stringify(told)).not.toMatch(/zanzibar/i);
  });

  it('when many are decided on: how many, and how it ended', async () => {
    const ids = [await applies(), await applies()];
    const json = { decision: 'decline', selection: { ids: [...ids, v7()] }, notifyByEmail: false, reason: 'Zanzibar is full' };
    let jobId = '';
    const told = await toldBy(async () => {
      ({ jobId } = bodyOf(await ask<{ jobId: string }>('POST', 'applications/decisions', { json }), 200));
    });
    expect(told.map((entry) => [entry.event, entry.actor.kind, entry.aboutId, valuesOf(entry)])).toEqual([
      ['begin-many', 'staff', jobId, { decision: 'decline', total: 3, notifyByEmail: false, reconsider: false }],
      ['finish-many', 'system', jobId, { done: 3, declined: 2, not_found: 1 }],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/zanzibar/i);
    const filter = { status: ['not_approved'], email: 'zanzibar' };
    const byFilter = await toldBy(() =>
      ask('POST', 'applications/decisions', {
        json: { decision: 'approve', reconsider: true, selection: { filter, expectedCount: 0 }, notifyByEmail: false },
      }),
    );
    expect(valuesOf(byFilter[0])).toMatchObject({ total: 0, filters: ['status=not_approved', 'email'] });
  });

  it('when they are exported: which filters, how many rows, and that it came to its end', async () => {
    for (const [accept, format] of [
      ['text/csv', 'csv'],
      ['application/x-ndjson', 'ndjson'],
    ] as const) {
      const query = { status: 'approved,not_approved', email: '@example', name: 'zanzibar' };
      const told = await toldBy(async () => {
        const answer = await scene.api.exportApplications(token, site.slug, query, { ...FROM_THERE, accept });
        expect(answer.status).toBe(200);
      });
      expect(told.map((entry) => [entry.event, entry.address, valuesOf(entry)])).toEqual([
        ['begin', ADDRESS, { what: 'applications', format, filters: ['status=approved,not_approved', 'email', 'name'] }],
        ['finish', ADDRESS, { what: 'applications', rows: 0 }],
      ]);
      expect(told[0]?.aboutId).toBe(told[1]?.aboutId);
    }
    const refused = await toldBy(() => scene.api.exportApplications(token, site.slug, { appliedFrom: 'yesterday' }));
    expect(refused).toEqual([]);
    const urls = await toldBy(() => ask('GET', 'signup-urls.csv?name=zanzibar'));
    expect(valuesOf(urls[0])).toEqual({ what: 'signup-urls', format: 'csv', filters: ['name', 'archived=false'] });
    expect(valuesOf(urls[1])).toEqual({ what: 'signup-urls', rows: 0 });
  });

  it('when a person is erased by address, and when the clean-up is run', async () => {
    const told = await toldBy(() => ask('POST', 'erasures', { json: { email: 'zanzibar@example.org' } }));
    expect(told.map((entry) => [entry.event, valuesOf(entry)])).toMatchObject([
      ['erase', { askedFor: 'email', applications: 0 }],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/zanzibar/i);
    expect(await toldBy(() => ask('POST', 'cleanup/runs'))).toEqual([]);
    await changeSettings(scene.api, site, { deleteUnactivated: { enabled: true, afterDays: 30 } });
    let run = { id: '' };
    const ran = await toldBy(async () => {
      run = await waitFor('the job to be free', async () => {
        const answer = await ask<{ id: string }>('POST', 'cleanup/runs');
        return answer.status === 202 ? bodyOf(answer, 202) : undefined;
      });
    });
    expect(ran.map(({ subject, event, aboutId }) => [subject, event, aboutId])).toEqual([['cleanup', 'run', run.id]]);
  });
});

describe('the history of a site', () => {
  it('can be narrowed by who, about what, what and when, together', async () => {
    const all = await entries();
    const middle = all[Math.floor(all.length / 2)];
    const from = middle?.at ?? '';
    expect(await entries({ from })).toEqual(all.filter(({ at: moment }) => moment >= from));
    expect(await entries({ before: from })).toEqual(all.filter(({ at: moment }) => moment < from));
    const operator = await idOf(scene.operator);
    expect(await entries({ actor: operator, subject: 'staff' })).toEqual(
      all.filter(({ actor, subject }) => actor.id === operator && subject === 'staff'),
    );
    expect(await entries({ about: v7() })).toEqual([]);
    for (const query of [{ from: '2026-04-01' }, { before: 'now' }, { actor: 'x'.repeat(37) }, { about: 'x'.repeat(37) }]) {
      const problem = problemOf(
        await scene.api.siteHistory(token, site.slug, Object.fromEntries(Object.entries(query))),
        422,
        'validation-failed',
      );
      expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([`#/${Object.keys(query).join('')}`]);
    }
  });

  it('is downloaded as CSV that runs no formula, and as NDJSON; and says so', async () => {
    const name = '=HYPERLINK("http://example.org")';
    const made = await ask<{ key: string }>('POST', 'api-keys', { json: { name, scopes: ['groups:sync'] } });
    bodyOf(await ask('PUT', 'groups/formula', { json: { name: 'Formula' }, as: bodyOf(made, 201).key }), 201);
    const before = await entries();
    const csv = await ask('GET', 'history.csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(csv.headers.get('cache-control')).toBe('no-store');
    const [header = '', ...rows] = csv.text.split('\r\n').filter((line) => line !== '');
    expect(header.replace('\uFEFF', '')).toBe(
      'id,at,subject,event,aboutId,actorKind,actorId,actorName,address,requestId,changes',
    );
    expect(rows.slice(1).map((row) => row.slice(0, 36))).toEqual(before.map(({ id }) => id));
    expect(csv.text).toContain(`,"'=HYPERLINK(`);
    expect(csv.text).not.toMatch(/(^|,)"?=HYPERLINK/m);
    const download = await scene.api.send('GET', at('history.csv?subject=staff,decision'), {
      token,
      headers: { accept: 'application/x-ndjson' },
    });
    const lines = download.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as SiteHistoryEntry);
    expect(lines).toEqual(await entries({ subject: 'staff,decision' }));
    const [finished, begun] = await entries({ subject: 'export', limit: '2' });
    expect(valuesOf(begun)).toEqual({ what: 'site-history', format: 'ndjson', filters: ['subject=staff,decision'] });
    expect(valuesOf(finished)).toEqual({ what: 'site-history', rows: lines.length });
  });

  it("is downloaded by the site's administrators alone", async () => {
    const other = await createSite(scene.service, scene.operator);
    for (const role of ['reviewer', 'viewer'] as const) {
      const person = await createStaff(scene.service, { site: site.slug, role });
      problemOf(await ask('GET', 'history.csv', { as: person.token }), 403, 'forbidden');
      problemOf(await ask('GET', 'history', { as: person.token }), 403, 'forbidden');
    }
    problemOf(await ask('GET', 'history.csv', { as: scene.operator.token }), 403, 'forbidden');
    problemOf(await ask('GET', 'history.csv', { as: other.administrator.token }), 404, 'site-not-found');
    problemOf(await ask('GET', 'history', { as: other.administrator.token }), 404, 'site-not-found');
    problemOf(await ask('GET', 'history.csv?subject=weather'), 422, 'validation-failed');
    const ofOther = (await entries({}, other)).map(({ subject }) => subject);
    expect(new Set(ofOther)).toEqual(new Set(['site', 'staff', 'access', 'registration-settings']));
  });

  it('keeps no address that is none, whatever is handed on', async () => {
    const headers = { 'x-forwarded-for': '=cmd|calc, "sam@example.org"' };
    const json = { name: 'Again' };
    const told = await toldBy(() => scene.api.send('PATCH', at('').slice(0, -1), { json, token: scene.operator.token, headers }));
    expect(told).toMatchObject([{ subject: 'site', address: null }]);
  });
});
