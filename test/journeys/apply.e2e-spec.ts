import { bodyOf, problemOf, ticketCookieOf } from '../support/answers';
import { type Answer, type Ticket } from '../support/api';
import { anApplicant, type ApplicantForm } from '../support/builders';
import { countRows } from '../support/database';
import { uniqueText } from '../support/environment';
import { Scene } from '../support/scene';
import { ONCE_A_YEAR } from '../support/service';
import { createSite, type TestSite } from '../support/site';

jest.setTimeout(60_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open({ JOBS_SCHEDULE: ONCE_A_YEAR });
});
afterAll(() => scene.close());

const path = (): string => `/v1/sites/${scene.site.slug}/applications`;

const preview = (form: object): Promise<Answer> => scene.api.send('POST', `${path()}/preview`, { json: form });

const applyOnce = (key: string, form: ApplicantForm): Promise<Answer<Ticket>> =>
  scene.api.send('POST', path(), { json: form, headers: { 'idempotency-key': key } });

describe('the confirmation step', () => {
  it('shows what would be stored, without the password, and stores nothing', async () => {
    const before = await scene.service.database.dump();
    const form = anApplicant({ name: '  Hana Lindqvist ', email: 'Hana.Lindqvist@BÜCHER.example' });
    const shown = bodyOf(await preview({ ...form, loginId: 'Ｈａｎａ．１２３' }), 200);
    expect(shown).toMatchObject({
      name: 'Hana Lindqvist',
      loginId: 'Hana.123',
      email: 'Hana.Lindqvist@BÜCHER.example',
      displayName: null,
      answers: {},
      termsVersion: null,
    });
    expect(JSON.stringify(shown)).not.toContain(form.password);
    expect(await scene.service.database.dump()).toEqual(before);
    expect(scene.sink.mailsTo(form.email)).toEqual([]);
  });

  it.each([
    ['an e-mail address without @', { email: 'nobody' }],
    ['a login ID that is too short', { loginId: 'abc' }],
    ['a common password', { password: 'password123' }],
    ['an unknown field', { nickname: 'x' }],
    ['everything at once', { name: '', email: '', loginId: '', password: '' }],
  ])('refuses what applying refuses, with the same words: %s', async (_, wrong) => {
    const form = { ...anApplicant(), ...wrong };
    const previewed = problemOf(await preview(form), 422, 'validation-failed');
    const applied = problemOf(await scene.api.apply(scene.site.slug, form), 422, 'validation-failed');
    expect(previewed.errors).toEqual(applied.errors);
    expect(applied.errors?.length).toBeGreaterThanOrEqual(Object.keys(wrong).length);
  });

  it('says that a login ID is taken, in whatever spelling', async () => {
    const { form } = await scene.applies();
    const lookAlike = form.loginId.toUpperCase();
    problemOf(await preview(anApplicant({ loginId: lookAlike })), 409, 'login-id-taken');
    problemOf(await scene.api.apply(scene.site.slug, anApplicant({ loginId: lookAlike })), 409, 'login-id-taken');
  });

  it('does not take one’s own unconfirmed application for somebody else’s', async () => {
    const { form } = await scene.applies();
    expect((await preview(form)).status).toBe(200);
  });

  it('is closed when registration is', async () => {
    problemOf(
      await scene.api.send('POST', '/v1/sites/no-such-site/applications/preview', { json: anApplicant() }),
      404,
      'site-not-found',
    );
  });

  it('speaks the language asked for', async () => {
    const inJapanese = await scene.api.send('POST', `${path()}/preview`, {
      json: anApplicant({ loginId: 'abc' }),
      headers: { 'accept-language': 'ja,en;q=0.5' },
    });
    expect(inJapanese.headers.get('content-language')).toBe('ja');
    expect(problemOf(inJapanese, 422, 'validation-failed').errors?.[0]?.detail).toMatch(/[ぁ-ん]/);
  });
});

describe('applying with an Idempotency-Key', () => {
  it('takes effect once, and gets the first answer again', async () => {
    const form = anApplicant();
    const key = uniqueText();
    const first = bodyOf(await applyOnce(key, form), 202);
    await scene.sink.waitForMail({ to: form.email });
    const again = await applyOnce(key, form);
    expect(bodyOf(again, 202)).toEqual(first);
    expect(ticketCookieOf(again)).toContain(first.ticket);
    expect(scene.sink.mailsTo(form.email)).toHaveLength(1);
    expect((await scene.historyOf((await scene.applicationOf(form.email)).id)).map(({ event }) => event)).toEqual(['apply']);
  });

  it('does not depend on the order in which the body names its members', async () => {
    const { name, loginId, email, password } = anApplicant();
    const key = uniqueText();
    const first = bodyOf(await applyOnce(key, { name, loginId, email, password }), 202);
    expect(bodyOf(await applyOnce(key, { password, email, loginId, name }), 202)).toEqual(first);
  });

  it('takes effect once when twenty come at the same moment; who is too early is told so', async () => {
    const form = anApplicant();
    const key = uniqueText();
    const answers = await Promise.all(Array.from({ length: 20 }, () => applyOnce(key, form)));
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted.length).toBeGreaterThan(0);
    expect(new Set(accepted.map(({ body }) => body.ticket)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 202)) problemOf(answer, 409, 'idempotency-key-in-use');
    await scene.sink.waitForMail({ to: form.email });
    expect(scene.sink.mailsTo(form.email)).toHaveLength(1);
    expect(await scene.applicationsOf(form.email)).toHaveLength(1);
  });

  it('is refused for another body, and nothing of that is stored', async () => {
    const key = uniqueText();
    bodyOf(await applyOnce(key, anApplicant()), 202);
    const other = anApplicant();
    problemOf(await applyOnce(key, other), 422, 'idempotency-key-reused');
    expect(await scene.applicationsOf(other.email)).toEqual([]);
  });

  it('keeps the key for another try when it was refused', async () => {
    const form = anApplicant();
    const key = uniqueText();
    problemOf(await applyOnce(key, { ...form, loginId: 'abc' }), 422, 'validation-failed');
    bodyOf(await applyOnce(key, form), 202);
  });

  it('may use the same key on another site', async () => {
    const key = uniqueText();
    const form = anApplicant();
    bodyOf(await applyOnce(key, form), 202);
    const elsewhere = await scene.api.send('POST', '/v1/sites/no-such-site/applications', {
      json: form,
      headers: { 'idempotency-key': key },
    });
    problemOf(elsewhere, 404, 'site-not-found');
  });

  it.each(['x'.repeat(201), 'not ascii é', 'two words'])('refuses the key %j', async (key) => {
    const answer = await scene.api
      .send('POST', path(), {
        json: anApplicant(),
        headers: { 'idempotency-key': encodeURI(key).length === key.length ? key : Buffer.from(key).toString('latin1') },
      })
      .catch(() => undefined);
    if (answer !== undefined) problemOf(answer, 422, 'validation-failed');
  });

  it('keeps nothing in the database that could be read: neither ticket nor form', async () => {
    const form = anApplicant();
    const { ticket } = bodyOf(await applyOnce(uniqueText(), form), 202);
    const kept = JSON.stringify(await scene.service.database.dump(['idempotent_requests']));
    for (const secret of [ticket, form.email, form.password, form.loginId]) expect(kept).not.toContain(secret);
    expect(await countRows(scene.service.database, 'idempotent_requests')).toBeGreaterThan(0);
  });
});

describe('a site with a form of its own', () => {
  const FIELDS = [
    { type: 'built-in', key: 'email', used: true },
    { type: 'built-in', key: 'name', used: true },
    { type: 'built-in', key: 'loginId', used: true },
    { type: 'built-in', key: 'password', used: true },
    { type: 'built-in', key: 'country', used: true, required: true },
    { type: 'text', key: 'company', label: { en: 'Company', ja: '会社名' }, maxLength: 20 },
    {
      type: 'checkbox',
      key: 'topics',
      required: true,
      label: { en: 'Topics' },
      options: [
        { value: 'maths', label: { en: 'Mathematics' } },
        { value: 'music', label: { en: 'Music' } },
      ],
    },
  ];
  const ANSWERED = { country: 'JP', answers: { company: ' Example Ltd ', topics: ['music', 'maths'] } };

  let site: TestSite;
  beforeAll(async () => {
    site = await createSite(scene.service, scene.operator);
    await put('registration-fields', { fields: FIELDS });
    await put('terms', { enabled: true, title: { en: 'Terms' }, markdown: { en: 'Be kind.' } });
  });

  async function put(part: 'registration-fields' | 'terms', json: object): Promise<void> {
    const { token } = site.administrator;
    const partPath = `/v1/sites/${site.slug}/${part}`;
    const { headers } = await scene.api.send('GET', partPath, { token });
    bodyOf(await scene.api.send('PUT', partPath, { token, json, headers: { 'if-match': headers.get('etag') ?? '' } }), 200);
  }

  const formNow = async (): Promise<{ version: string; terms: { version: number } }> =>
    bodyOf(await scene.api.send('GET', `/v1/sites/${site.slug}/registration-form`), 200);

  const applyHere = (json: object): Promise<Answer<Ticket>> =>
    scene.api.send('POST', `/v1/sites/${site.slug}/applications`, { json });

  it('keeps the answers, and shows them with their labels', async () => {
    const { version: formVersion, terms } = await formNow();
    const form = anApplicant();
    bodyOf(await applyHere({ ...form, ...ANSWERED, formVersion, terms: { version: terms.version, accepted: true } }), 202);
    const { id } = await scene.applicationOf(form.email, site);
    const details = bodyOf(await scene.api.application(site.administrator.token, site.slug, id), 200);
    expect(details).toMatchObject({
      country: 'JP',
      department: null,
      termsVersion: terms.version,
      answers: [
        { key: 'company', label: 'Company', value: 'Example Ltd', choices: null },
        { key: 'topics', label: 'Topics', value: ['music', 'maths'], choices: ['Mathematics', 'Music'] },
      ],
    });
  });

  it('names every answer that is missing or wrong, at once, and stores nothing', async () => {
    const form = anApplicant();
    const { errors } = problemOf(
      await applyHere({ ...form, country: 'Atlantis', answers: { company: 'x'.repeat(21), shoeSize: 42 } }),
      422,
      'validation-failed',
    );
    expect(errors?.map(({ pointer }) => pointer).sort()).toEqual([
      '#/answers/company',
      '#/answers/shoeSize',
      '#/answers/topics',
      '#/country',
      '#/terms',
    ]);
    expect(await scene.applicationsOf(form.email, site)).toEqual([]);
  });

  it('shows the new form to who filled in an older one', async () => {
    const { version: formVersion, terms } = await formNow();
    await put('registration-fields', { fields: FIELDS.filter(({ key }) => key !== 'company') });
    const form = { ...anApplicant(), ...ANSWERED, formVersion, terms: { version: terms.version, accepted: true } };
    const changed = problemOf(await applyHere(form), 409, 'form-changed');
    const now = await formNow();
    expect(changed['form']).toMatchObject({ version: now.version });
    expect(now.version).not.toBe(formVersion);
    await put('registration-fields', { fields: FIELDS });
  });

  it('keeps the labels that an answer had, however the form changes', async () => {
    const { terms } = await formNow();
    const form = anApplicant();
    bodyOf(await applyHere({ ...form, ...ANSWERED, terms: { version: terms.version, accepted: true } }), 202);
    await put('registration-fields', {
      fields: FIELDS.map((field) => (field.key === 'company' ? { ...field, label: { en: 'Employer' } } : field)),
    });
    const { id } = await scene.applicationOf(form.email, site);
    const details = bodyOf(await scene.api.application(site.administrator.token, site.slug, id), 200);
    expect(details).toMatchObject({ answers: [{ label: 'Company' }, { label: 'Topics' }] });
    await put('registration-fields', { fields: FIELDS });
  });
});

describe('a site without login IDs', () => {
  it('takes the e-mail address as log-in', async () => {
    const site = await createSite(scene.service, scene.operator);
    const { headers } = await scene.api.settings(site.administrator.token, site.slug);
    const change = { usesLoginId: false, autoApprove: true };
    bodyOf(await scene.api.changeSettings(site.administrator.token, site.slug, change, headers.get('etag')), 200);
    const { loginId, ...form } = anApplicant();
    const applyPath = `/v1/sites/${site.slug}/applications`;
    problemOf(await scene.api.send('POST', applyPath, { json: { ...form, loginId } }), 422, 'validation-failed');
    const { ticket } = bodyOf(await scene.api.send<Ticket>('POST', applyPath, { json: form }), 202);
    const token = scene.tokenIn(await scene.sink.waitForMail({ to: form.email }));
    expect(bodyOf(await scene.api.activate(token, { ticket }), 200).status).toBe('approved');
    const logIn = (json: object): Promise<Answer> => scene.api.send('POST', `/v1/sites/${site.slug}/sessions`, { json });
    expect((await logIn({ email: form.email.toUpperCase(), password: form.password })).status).toBe(201);
    problemOf(await logIn({ email: form.email, password: `${form.password}x` }), 401, 'wrong-credentials');
    problemOf(await logIn({ loginId: form.email, password: form.password }), 401, 'wrong-credentials');
    problemOf(await logIn({ password: form.password }), 422, 'validation-failed');
    expect((await scene.sink.waitForMail({ to: form.email, number: 2 })).text).toContain(form.email);
  });
});

describe('a login ID asked for together with an address that is known', () => {
  it('is as taken afterwards as if the address had been unknown', async () => {
    const { form: member } = await scene.becomesMember();
    const wanted = anApplicant({ email: member.email });
    bodyOf(await scene.api.apply(scene.site.slug, wanted), 202);
    problemOf(await scene.api.apply(scene.site.slug, anApplicant({ loginId: wanted.loginId })), 409, 'login-id-taken');
    bodyOf(await scene.api.apply(scene.site.slug, wanted), 202);
    const changedTheirMind = anApplicant({ email: member.email });
    bodyOf(await scene.api.apply(scene.site.slug, changedTheirMind), 202);
    bodyOf(await scene.api.apply(scene.site.slug, anApplicant({ loginId: wanted.loginId })), 202);
    expect((await scene.api.memberLogin(scene.site.slug, member)).status).toBe(201);
  });
});
