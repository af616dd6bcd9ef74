import fc from 'fast-check';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer, type RegistrationSettings, type SiteHistoryEntry } from '../support/api';
import { anApplicant, aSlug } from '../support/builders';
import { countRows } from '../support/database';
import { Scene } from '../support/scene';
import { changeSettings, createSite, createStaff, type StaffMember, type TestSite } from '../support/site';

// The client throws on any 5xx, so every request here also shows that there is none.
jest.setTimeout(120_000);

const HOUR = 3_600_000;
const CLOCK_TOLERANCE = 60_000;

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

const read = (site: TestSite): Promise<Answer<RegistrationSettings>> => scene.api.settings(site.administrator.token, site.slug);

/** A change by who has just read the settings. */
async function change(site: TestSite, body: object, headers: Record<string, string> = {}): Promise<Answer<RegistrationSettings>> {
  const etag = (await read(site)).headers.get('etag') ?? '';
  return scene.api.send('PATCH', `/v1/sites/${site.slug}/registration-settings`, {
    json: body,
    token: site.administrator.token,
    headers: { 'if-match': etag, ...headers },
  });
}

async function historyOf(site: TestSite, query: Record<string, string> = {}): Promise<SiteHistoryEntry[]> {
  return bodyOf(await scene.api.siteHistory(site.administrator.token, site.slug, query), 200).items;
}

async function idOf({ token }: StaffMember): Promise<string> {
  return bodyOf(await scene.api.send<{ id: string }>('GET', '/v1/staff/me', { token }), 200).id;
}

/** A site to which registration has not been made available. */
async function freshSite(): Promise<TestSite> {
  const slug = aSlug();
  bodyOf(await scene.api.createSite(scene.operator.token, { slug, name: 'Fresh' }), 201);
  return { slug, name: 'Fresh', administrator: await createStaff(scene.service, { site: slug, role: 'administrator' }) };
}

describe('the registration settings', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await freshSite();
  });

  it('are closed, careful and complete on a fresh site', async () => {
    const answer = await read(site);
    expect(bodyOf(answer, 200)).toEqual({
      enabled: false,
      autoApprove: false,
      deleteUnactivated: { enabled: false, afterDays: null, remindDaysBefore: null },
      linkLifeInHours: 24,
      usesLoginId: true,
      passwordMinimum: 8,
      locale: 'en',
      timeZone: 'UTC',
      logInUrl: null,
      notifiedOfApplications: ['administrators'],
      sender: { name: null, replyTo: null },
      frontEndOrigins: [],
      version: 0,
    });
    expect(answer.headers.get('etag')).toBe('"0"');
  });

  it('can all be changed, in one request, and are read back as they are kept', async () => {
    const id = await idOf(site.administrator);
    const changed = await change(site, {
      autoApprove: true,
      deleteUnactivated: { enabled: true, afterDays: 30, remindDaysBefore: 3 },
      linkLifeInHours: 168,
      usesLoginId: false,
      passwordMinimum: 12,
      locale: 'ja',
      timeZone: 'asia/tokyo',
      logInUrl: 'https://LMS.example.com/login',
      notifiedOfApplications: ['administrators', id, id],
      sender: { name: ' North Academy ', replyTo: 'office@academy.example' },
      frontEndOrigins: ['https://LMS.example.com:8443', 'https://a.example'],
    });
    expect(bodyOf(changed, 200)).toEqual({
      enabled: false,
      autoApprove: true,
      deleteUnactivated: { enabled: true, afterDays: 30, remindDaysBefore: 3 },
      linkLifeInHours: 168,
      usesLoginId: false,
      passwordMinimum: 12,
      locale: 'ja',
      timeZone: 'Asia/Tokyo',
      logInUrl: 'https://lms.example.com/login',
      notifiedOfApplications: [id, 'administrators'],
      sender: { name: 'North Academy', replyTo: 'office@academy.example' },
      frontEndOrigins: ['https://a.example', 'https://lms.example.com:8443'],
      version: 1,
    });
    const again = await read(site);
    expect(again.body).toEqual(changed.body);
    expect(again.headers.get('etag')).toBe(changed.headers.get('etag'));
  });

  it('that a change does not name stay, inside deleteUnactivated as well', async () => {
    const { body: before } = await read(site);
    const off = bodyOf(await change(site, { deleteUnactivated: { enabled: false } }), 200);
    expect(off).toEqual({
      ...before,
      deleteUnactivated: { enabled: false, afterDays: 30, remindDaysBefore: 3 },
      version: before.version + 1,
    });
    const on = bodyOf(await change(site, { deleteUnactivated: { enabled: true } }), 200);
    expect(on).toEqual({ ...before, version: before.version + 2 });
  });

  it('are cleared by null where they may be without value, and nowhere else', async () => {
    expect(bodyOf(await change(site, { logInUrl: null }), 200).logInUrl).toBeNull();
    const cleared = await change(site, { deleteUnactivated: { enabled: false, afterDays: null, remindDaysBefore: null } });
    expect(bodyOf(cleared, 200).deleteUnactivated).toEqual({ enabled: false, afterDays: null, remindDaysBefore: null });
    const nothings = Object.fromEntries(Object.keys(cleared.body).map((name) => [name, null]));
    const problem = problemOf(await change(site, { ...nothings, logInUrl: null }), 422, 'validation-failed');
    const { version, logInUrl, ...required } = nothings;
    expect([version, logInUrl]).toEqual([null, null]);
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual(
      [...Object.keys(required).map((name) => `#/${name} required`), '#/version unknown-field'].sort(),
    );
  });

  it('need the number of days when unactivated applications are to be deleted', async () => {
    for (const deleteUnactivated of [{ enabled: true }, { enabled: true, afterDays: null }]) {
      const problem = problemOf(await change(site, { deleteUnactivated }), 422, 'validation-failed');
      expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
        ['#/deleteUnactivated/afterDays', 'required'],
      ]);
    }
    bodyOf(await change(site, { deleteUnactivated: { enabled: true, afterDays: 1 } }), 200);
    problemOf(await change(site, { deleteUnactivated: { afterDays: null } }), 422, 'validation-failed');
  });

  it.each<[string, number, number, (value: unknown) => object]>([
    ['linkLifeInHours', 1, 168, (linkLifeInHours) => ({ linkLifeInHours })],
    ['passwordMinimum', 8, 64, (passwordMinimum) => ({ passwordMinimum })],
    ['deleteUnactivated/afterDays', 1, 365, (afterDays) => ({ deleteUnactivated: { afterDays } })],
  ])('have limits: %s is from %i to %i', async (name, minimum, maximum, bodyWith) => {
    for (const value of [minimum, maximum]) bodyOf(await change(site, bodyWith(value)), 200);
    const pointer = `#/${name}`;
    for (const value of [minimum - 1, maximum + 1, -1, 1e9]) {
      const { errors } = problemOf(await change(site, bodyWith(value)), 422, 'validation-failed');
      const detail = `Please enter a number from ${minimum} to ${maximum}.`;
      expect(errors).toEqual([{ pointer, code: 'out-of-range', detail }]);
    }
    for (const value of ['10', 10.5, true, [10], {}]) {
      const { errors } = problemOf(await change(site, bodyWith(value)), 422, 'validation-failed');
      expect(errors).toMatchObject([{ pointer, code: 'not-an-integer' }]);
    }
  });

  it('are refused with every fault at once, in the language asked for, and nothing is changed', async () => {
    const { body: before } = await read(site);
    const faulty = {
      enabled: 'yes',
      autoApprove: 1,
      deleteUnactivated: { enabled: true, afterDays: 0, days: 3 },
      linkLifeInHours: 169,
      usesLoginId: 'no',
      passwordMinimum: 7,
      locale: 'fr',
      timeZone: '+09:00',
      logInUrl: 'http://user:geheim@lms.example.com',
      notifiedOfApplications: ['administrators', 'nobody'],
      colour: 'blue',
    };
    const answer = await change(site, faulty, { 'accept-language': 'ja' });
    const problem = problemOf(answer, 422, 'validation-failed');
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '#/enabled not-a-boolean',
      '#/autoApprove not-a-boolean',
      '#/deleteUnactivated/afterDays out-of-range',
      '#/deleteUnactivated/days unknown-field',
      '#/linkLifeInHours out-of-range',
      '#/usesLoginId not-a-boolean',
      '#/passwordMinimum out-of-range',
      '#/locale not-one-of',
      '#/timeZone time-zone-unknown',
      '#/logInUrl url-with-credentials',
      '#/notifiedOfApplications/1 not-on-staff',
      '#/colour unknown-field',
    ]);
    expect(problem.errors?.filter(({ detail }) => !/[ぁ-んァ-ン]/.test(detail))).toEqual([]);
    expect(answer.text).not.toContain('geheim');
    expect((await read(site)).body).toEqual(before);
  });

  it.each([
    ['https://lms.example.com/login', 200],
    ['http://localhost:8080/login', 200],
    ['http://lms.example.com/login', 422],
    ['https://user:password@lms.example.com/', 422],
    ['javascript:alert(1)', 422],
    ['//lms.example.com', 422],
    ['https://lms.example.com/\r\nX-Evil: 1', 422],
    ['', 422],
    [`https://lms.example.com/${'a'.repeat(476)}`, 200],
    [`https://lms.example.com/${'a'.repeat(477)}`, 422],
  ])('take as log-in URL only a safe address of the LMS: %j is answered %i', async (logInUrl, status) => {
    const answer = await change(site, { logInUrl });
    expect(answer.status).toBe(status);
    if (status === 422) expect(problemOf(answer, 422, 'validation-failed').errors?.[0]?.pointer).toBe('#/logInUrl');
  });

  it.each([['Asia/Kolkata'], ['Europe/Kyiv'], ['America/Argentina/Buenos_Aires'], ['UTC']])(
    'keep the time zone under its present name: %s',
    async (timeZone) => {
      expect(bodyOf(await change(site, { timeZone: timeZone.toLowerCase() }), 200).timeZone).toBe(timeZone);
    },
  );
});

describe('enabling registration', () => {
  it('is refused while the operator has not made it available, with words that say whom to ask', async () => {
    const site = await freshSite();
    const problem = problemOf(await change(site, { enabled: true, autoApprove: true }), 409, 'registration-not-available');
    expect(problem.detail).toMatch(/ask the operator/i);
    expect((await read(site)).body).toMatchObject({ enabled: false, autoApprove: false, version: 0 });
    bodyOf(await change(site, { autoApprove: true }), 200);
    bodyOf(await scene.api.changeSite(scene.operator.token, site.slug, { registrationAvailable: true }), 200);
    bodyOf(await change(site, { enabled: true }), 200);
    bodyOf(await scene.api.apply(site.slug, anApplicant()), 202);
  });

  it('ends with availability: new applications stop at once, mailed links go on, the other settings can be changed', async () => {
    const site = await createSite(scene.service, scene.operator);
    const applicant = await scene.applies({}, site);
    bodyOf(await scene.api.changeSite(scene.operator.token, site.slug, { registrationAvailable: false }), 200);
    problemOf(await scene.api.apply(site.slug, anApplicant()), 403, 'registration-closed');
    expect(bodyOf(await change(site, { linkLifeInHours: 2 }), 200).enabled).toBe(true);
    problemOf(await change(site, { enabled: true }), 409, 'registration-not-available');
    const activation = await scene.api.activate(applicant.token, { ticket: applicant.ticket });
    expect(bodyOf(activation, 200).outcome).toBe('activated');
    bodyOf(await scene.api.changeSite(scene.operator.token, site.slug, { registrationAvailable: true }), 200);
    bodyOf(await scene.api.apply(site.slug, anApplicant()), 202);
  });

  it('can be taken back: new applications stop at once, mailed links go on', async () => {
    const site = await createSite(scene.service, scene.operator);
    const applicant = await scene.applies({}, site);
    bodyOf(await change(site, { enabled: false }), 200);
    problemOf(await scene.api.apply(site.slug, anApplicant()), 403, 'registration-closed');
    bodyOf(await scene.api.activate(applicant.token, { ticket: applicant.ticket }), 200);
  });
});

describe('who changes settings', () => {
  it('says which version was read', async () => {
    const site = await freshSite();
    const { token } = site.administrator;
    problemOf(await scene.api.changeSettings(token, site.slug, { autoApprove: true }), 428, 'if-match-required');
    problemOf(await scene.api.changeSettings(token, site.slug, { autoApprove: true }, '*'), 428, 'if-match-required');
    problemOf(await scene.api.changeSettings(token, site.slug, { autoApprove: true }, '"1"'), 412, 'version-stale');
    bodyOf(await scene.api.changeSettings(token, site.slug, { autoApprove: true }, '"0"'), 200);
    problemOf(await scene.api.changeSettings(token, site.slug, { autoApprove: true }, '"0"'), 412, 'version-stale');
  });

  it('has seen the current version: of two at once one wins, and one change is in the history', async () => {
    for (const round of [1, 2, 3, 4, 5]) {
      const site = round === 1 ? await freshSite() : scene.site;
      const second = await createStaff(scene.service, { site: site.slug, role: 'administrator' });
      const { headers } = await read(site);
      const before = (await historyOf(site, { subject: 'registration-settings', limit: '200' })).length;
      const twins = await Promise.all(
        [site.administrator, second].map(({ token }, i) =>
          scene.api.changeSettings(token, site.slug, { linkLifeInHours: 20 * round + i }, headers.get('etag')),
        ),
      );
      expect(twins.map(({ status }) => status).sort()).toEqual([200, 412]);
      const winner = twins.findIndex(({ status }) => status === 200);
      const after = await historyOf(site, { subject: 'registration-settings', limit: '200' });
      expect(after).toHaveLength(before + 1);
      expect(after[0]?.changes).toMatchObject([{ field: 'linkLifeInHours', to: 20 * round + winner }]);
      expect(after[0]?.actor.id).toBe(await idOf(winner === 0 ? site.administrator : second));
    }
  });
});

describe('the history of a site', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await freshSite();
  });

  it('tells of every change of the settings who made it, when, from what to what, and by which request', async () => {
    const started = Date.now();
    const changed = await change(
      site,
      {
        autoApprove: true,
        passwordMinimum: 8,
        deleteUnactivated: { enabled: true, afterDays: 9, remindDaysBefore: 2 },
        logInUrl: 'https://lms.example.com',
      },
      { 'x-request-id': `settings-${site.slug}` },
    );
    bodyOf(changed, 200);
    const [entry] = await historyOf(site);
    expect(entry).toMatchObject({
      subject: 'registration-settings',
      actor: { kind: 'staff', id: await idOf(site.administrator), name: site.administrator.name },
      changes: [
        { field: 'autoApprove', from: false, to: true },
        { field: 'deleteUnactivated.enabled', from: false, to: true },
        { field: 'deleteUnactivated.afterDays', from: null, to: 9 },
        { field: 'deleteUnactivated.remindDaysBefore', from: null, to: 2 },
        { field: 'logInUrl', from: null, to: 'https://lms.example.com/' },
      ],
      requestId: `settings-${site.slug}`,
    });
    expect(entry?.changes).toHaveLength(5);
    const at = Date.parse(entry?.at ?? '');
    expect(at).toBeGreaterThanOrEqual(started - CLOCK_TOLERANCE);
    expect(at).toBeLessThanOrEqual(Date.now() + CLOCK_TOLERANCE);
  });

  it('has no entry for what changed nothing; the version stays as well', async () => {
    const before = await historyOf(site);
    const { body, headers } = await read(site);
    for (const same of [
      {},
      { autoApprove: true },
      { logInUrl: 'HTTPS://lms.example.com' },
      { notifiedOfApplications: ['administrators'] },
    ]) {
      const answer = await change(site, same);
      expect(bodyOf(answer, 200)).toEqual(body);
      expect(answer.headers.get('etag')).toBe(headers.get('etag'));
    }
    problemOf(await change(site, { linkLifeInHours: 0 }), 422, 'validation-failed');
    problemOf(await change(site, { enabled: true }), 409, 'registration-not-available');
    bodyOf(await scene.api.changeSite(scene.operator.token, site.slug, { name: 'Fresh', registrationAvailable: false }), 200);
    expect(await historyOf(site)).toEqual(before);
  });

  it('tells what the operator did to the site', async () => {
    bodyOf(await scene.api.changeSite(scene.operator.token, site.slug, { name: 'Renamed', registrationAvailable: true }), 200);
    const entries = await historyOf(site, { subject: 'site' });
    const operator = { kind: 'staff', id: await idOf(scene.operator), name: scene.operator.name };
    expect(entries).toMatchObject([
      {
        actor: operator,
        changes: [
          { field: 'name', from: 'Fresh', to: 'Renamed' },
          { field: 'registrationAvailable', from: false, to: true },
        ],
      },
      { actor: operator },
    ]);
    expect(entries[1]?.changes).toContainEqual({ field: 'slug', from: null, to: site.slug });
  });

  it('is read page by page, newest first, and can be narrowed', async () => {
    for (const linkLifeInHours of [30, 31, 32]) bodyOf(await change(site, { linkLifeInHours }), 200);
    const all = await historyOf(site, { limit: '200' });
    expect(all.map(({ id }) => id)).toEqual([...all.map(({ id }) => id)].sort().reverse());
    const seen: SiteHistoryEntry[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = cursor === null ? { limit: '2' } : { limit: '2', cursor };
      const page: { items: SiteHistoryEntry[]; nextCursor: string | null } = bodyOf(
        await scene.api.siteHistory(site.administrator.token, site.slug, query),
        200,
      );
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all);
    const both = await historyOf(site, { subject: 'site,registration-settings,staff,access', limit: '200' });
    expect(both).toEqual(all);
    const settings = await historyOf(site, { subject: 'registration-settings', limit: '200' });
    expect(settings).toEqual(all.filter(({ subject }) => subject === 'registration-settings'));
  });

  it.each([
    ['subject', 'weather'],
    ['subject', ''],
    ['subject', 'site,'],
    ['subject', '__proto__'],
    ['limit', '0'],
    ['limit', '201'],
    ['cursor', 'garbage'],
    ['cursor', "'; DROP TABLE site_history; --"],
    ['colour', 'blue'],
  ])('refuses the query %s=%s', async (name, value) => {
    const answer = await scene.api.siteHistory(site.administrator.token, site.slug, { [name]: value });
    expect(problemOf(answer, 422, 'validation-failed').errors?.[0]?.pointer).toMatch(new RegExp(`^#/${name}`));
  });

  it("is the administrators' alone", async () => {
    const other = await freshSite();
    for (const role of ['reviewer', 'viewer'] as const) {
      const { token } = await createStaff(scene.service, { site: site.slug, role });
      problemOf(await scene.api.siteHistory(token, site.slug), 403, 'forbidden');
    }
    problemOf(await scene.api.siteHistory(scene.operator.token, site.slug), 403, 'forbidden');
    problemOf(await scene.api.siteHistory(other.administrator.token, site.slug), 404, 'site-not-found');
    problemOf(await scene.api.send('GET', `/v1/sites/${site.slug}/history`), 401, 'unauthenticated');
    expect((await historyOf(other)).map(({ subject }) => subject)).toEqual(['access', 'staff', 'site']);
  });

  it('can only be read', async () => {
    const { token } = site.administrator;
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      problemOf(await scene.api.send(method, `/v1/sites/${site.slug}/history`, { token, json: {} }), 405, 'method-not-allowed');
    }
  });
});

describe('settings at work', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await createSite(scene.service, scene.operator);
  });

  const linkLifeOf = async (token: string, appliedAt: number): Promise<number> =>
    (Date.parse(bodyOf(await scene.api.lookAtLink(token), 200).expiresAt) - appliedAt) / HOUR;

  it('the link life is read when somebody applies; links already mailed keep their time', async () => {
    bodyOf(await change(site, { linkLifeInHours: 1 }), 200);
    const early = await scene.applies({}, site);
    const earlyAt = Date.parse((await scene.applicationOf(early.form.email, site)).appliedAt);
    bodyOf(await change(site, { linkLifeInHours: 168 }), 200);
    const late = await scene.applies({}, site);
    const lateAt = Date.parse((await scene.applicationOf(late.form.email, site)).appliedAt);
    expect(await linkLifeOf(early.token, earlyAt)).toBeCloseTo(1, 1);
    expect(await linkLifeOf(late.token, lateAt)).toBeCloseTo(168, 1);
  });

  it.each([
    [true, 'approved'],
    [false, 'unapproved'],
  ])(
    'automatic approval is read at activation: switched to %s after the application, it ends %s',
    async (autoApprove, status) => {
      await changeSettings(scene.api, site, { autoApprove: !autoApprove });
      const { token, ticket } = await scene.applies({}, site);
      await changeSettings(scene.api, site, { autoApprove });
      expect(bodyOf(await scene.api.activate(token, { ticket }), 200)).toMatchObject({ outcome: 'activated', status });
    },
  );

  it('automatic approval, switched on, never approves what already waits', async () => {
    const { form } = await scene.activates({}, site);
    await changeSettings(scene.api, site, { autoApprove: true });
    expect((await scene.applicationOf(form.email, site)).status).toBe('unapproved');
  });

  it('automatic approval switched while people activate: each ends by one of the two settings, none by both or neither', async () => {
    const applicants = [];
    for (let i = 0; i < 6; i += 1) applicants.push(await scene.applies({}, site));
    const flips = (async () => {
      for (const autoApprove of [true, false, true, false]) await changeSettings(scene.api, site, { autoApprove });
    })();
    const outcomes = await Promise.all(applicants.map(({ token, ticket }) => scene.api.activate(token, { ticket })));
    await flips;
    for (const [i, outcome] of outcomes.entries()) {
      const { status } = bodyOf(outcome, 200);
      const { id, ...application } = await scene.applicationOf(applicants[i]?.form.email ?? '', site);
      expect(application.status).toBe(status);
      expect(await countRows(scene.service.database, 'accounts WHERE applicationId = ?', [id])).toBe(
        status === 'approved' ? 1 : 0,
      );
      expect(await countRows(scene.service.database, 'application_history WHERE applicationId = ?', [id])).toBe(2);
    }
  });

  const toldOf = (id: string): Promise<number> =>
    countRows(scene.service.database, "mails WHERE applicationId = ? AND template = 'application-waiting'", [id]);

  it('of new applications hear whom the settings name: the administrators first, then who is chosen, or nobody', async () => {
    const reviewer = await createStaff(scene.service, { site: site.slug, role: 'reviewer' });
    const second = await createStaff(scene.service, { site: site.slug, role: 'administrator' });
    const first = await scene.activates({}, site);
    await scene.sink.waitForMail({ to: site.administrator.email });
    await scene.sink.waitForMail({ to: second.email });
    expect(await toldOf(first.id)).toBe(2);

    bodyOf(await change(site, { notifiedOfApplications: [await idOf(reviewer)] }), 200);
    const chosen = await scene.activates({}, site);
    await scene.sink.waitForMail({ to: reviewer.email });
    expect(await toldOf(chosen.id)).toBe(1);

    bodyOf(await change(site, { notifiedOfApplications: ['administrators', await idOf(reviewer), await idOf(second)] }), 200);
    expect(await toldOf((await scene.activates({}, site)).id)).toBe(3);

    bodyOf(await change(site, { notifiedOfApplications: [] }), 200);
    expect(await toldOf((await scene.activates({}, site)).id)).toBe(0);
  });

  it("nobody of another site, nor the operator, can be named to hear of this site's applications", async () => {
    for (const stranger of [scene.operator, scene.site.administrator]) {
      const answer = await change(site, { notifiedOfApplications: [await idOf(stranger)] });
      const problem = problemOf(answer, 422, 'validation-failed');
      expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
        ['#/notifiedOfApplications/0', 'not-on-staff'],
      ]);
    }
  });
});

describe('whatever is sent as settings', () => {
  it('is taken or refused with reasons, and what is kept always holds', async () => {
    const site = await createSite(scene.service, scene.operator);
    const names = Object.keys((await read(site)).body);
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: 'binary' }),
      fc.integer({ min: -3, max: 400 }),
      fc.webUrl(),
      fc.constantFrom('en', 'ja', 'Asia/Tokyo', ['administrators'], [[]], { enabled: true }, { afterDays: 3 }, 1e308, -0),
    );
    const bodies = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string()), values, {
      maxKeys: 6,
    });
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const answer = await change(site, body);
        expect([200, 400, 409, 422]).toContain(answer.status);
        const { deleteUnactivated, linkLifeInHours, passwordMinimum, timeZone, logInUrl } = bodyOf(await read(site), 200);
        expect(deleteUnactivated.enabled && deleteUnactivated.afterDays === null).toBe(false);
        expect(linkLifeInHours).toBeGreaterThanOrEqual(1);
        expect(passwordMinimum).toBeGreaterThanOrEqual(8);
        expect(new Date(0).toLocaleString('en', { timeZone })).not.toBe('');
        expect(logInUrl ?? 'https://').toMatch(/^https?:\/\//);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['"0', '0', 'W/"0"', '"0", "1"', '"-1"', '"1e3"', '"99999999999999999999"', '', ' ', '"\u00ff"', 'x'.repeat(5000)])(
    'the version %j is answered as one that is missing, stale or current',
    async (ifMatch) => {
      const site = scene.site;
      const answer = await scene.api.changeSettings(site.administrator.token, site.slug, {}, ifMatch);
      expect([200, 412, 428]).toContain(answer.status);
    },
  );
});
