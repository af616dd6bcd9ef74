import { bodyOf, problemOf, ticketCookieOf } from '../support/answers';
import { type Answer, type Ticket } from '../support/api';
import { anApplicant, type ApplicantForm } from '../support/builders';
import { countRows } from '../support/database';
import { uniqueText } from '../support/environment';
import { Scene } from '../support/scene';

jest.setTimeout(60_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
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
