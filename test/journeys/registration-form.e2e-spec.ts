import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant, aSlug } from '../support/builders';
import { Scene } from '../support/scene';
import { changeSettings, createSite, createStaff, type TestSite } from '../support/site';

jest.setTimeout(60_000);

interface Fields {
  fields: { type: string; key: string; used?: boolean; required?: boolean; label: object }[];
  version: number;
  changedAt: string | null;
}
interface Terms {
  enabled: boolean;
  version: number;
  title: object;
  markdown: object;
  publishedAt: string | null;
}
interface Form {
  open: boolean;
  siteName: string;
  locale: string;
  version: string;
  schema: object;
  fields: { key: string; pointer: string; label: string; options: { value: string; label: string }[] | null }[];
  terms: { version: number; title: string; html: string; markdown: string } | null;
  codeRequired: boolean;
  challenge: object | null;
}

let scene: Scene;
let site: TestSite;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

/** Each test, or each group of tests that change nothing, has a site of its own. */
const openSite = async (): Promise<void> => {
  site = await createSite(scene.service, scene.operator);
};

const at = (path: string, slug = site.slug): string => `/v1/sites/${slug}/${path}`;

const readForm = (headers: Record<string, string> = {}): Promise<Answer<Form>> =>
  scene.api.send('GET', at('registration-form'), { headers });
const readFields = (): Promise<Answer<Fields>> =>
  scene.api.send('GET', at('registration-fields'), { token: site.administrator.token });
const saveFields = (fields: unknown, ifMatch: string): Promise<Answer<Fields>> =>
  scene.api.send('PUT', at('registration-fields'), {
    json: { fields },
    token: site.administrator.token,
    headers: { 'if-match': ifMatch },
  });
const saveTerms = (terms: object, ifMatch: string): Promise<Answer<Terms>> =>
  scene.api.send('PUT', at('terms'), { json: terms, token: site.administrator.token, headers: { 'if-match': ifMatch } });
const preview = (body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  scene.api.send('POST', at('applications/preview'), { json: body, headers });
const apply = (body: object): Promise<Answer> => scene.api.send('POST', at('applications'), { json: body });

const builtIn = (key: string, said: object = {}) => ({ type: 'built-in', key, used: true, required: true, ...said });
const BUILT_IN = ['name', 'loginId', 'email', 'password'].map((key) => builtIn(key));
const CUSTOM = [
  { type: 'text', key: 'company', label: { en: 'Company', ja: '会社名' }, required: true, maxLength: 20 },
  { type: 'text', key: 'code', label: { en: 'Code' }, pattern: '^[A-Z]{2}\\d{3}$' },
  { type: 'text-area', key: 'reason', label: { en: 'Why?' }, description: { en: 'A few lines.', ja: '数行で。' } },
  {
    type: 'checkbox',
    key: 'topics',
    label: { en: 'Topics' },
    options: [
      { value: 'maths', label: { en: 'Mathematics', ja: '数学' } },
      { value: 'music', label: { en: 'Music' } },
    ],
    maxSelections: 1,
  },
  { type: 'date', key: 'from', label: { en: 'From' }, minimum: '2025-04-01' },
  { type: 'number', key: 'years', label: { en: 'Years' }, integer: true, minimum: 0 },
  { type: 'consent', key: 'news', label: { en: 'Send me news' } },
];
const aText = (text: string) => ({ title: { en: 'Terms of use', ja: '利用規約' }, markdown: { en: text, ja: `${text}です` } });

describe('the form of a site that has changed nothing', () => {
  beforeEach(openSite);

  it('asks for what nobody can become a member without', async () => {
    const answer = await readForm();
    const form = bodyOf(answer, 200);
    expect(form).toMatchObject({
      open: true,
      siteName: site.name,
      locale: 'en',
      terms: null,
      codeRequired: false,
      challenge: null,
      schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', required: ['loginId', 'name', 'email', 'password'] },
    });
    expect(form.fields.map(({ key, pointer, label }) => [key, pointer, label])).toEqual([
      ['loginId', '#/loginId', 'Login ID'],
      ['name', '#/name', 'Name'],
      ['email', '#/email', 'E-mail address'],
      ['password', '#/password', 'Password'],
    ]);
    const { fields, version, changedAt } = bodyOf(await readFields(), 200);
    expect([fields.length, version, changedAt]).toEqual([10, 0, null]);
  });

  it('can be cached, by language, and asked for again without being sent again', async () => {
    const answer = await readForm();
    expect(answer.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(answer.headers.get('vary')).toBe('Accept-Language, Origin');
    expect(answer.headers.get('content-language')).toBe('en');
    const tag = answer.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[^"]+"$/);
    const again = await readForm({ 'if-none-match': tag });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
    expect(again.headers.get('vary')).toBe('Accept-Language, Origin');
    expect((await readForm({ 'if-none-match': tag, 'accept-language': 'ja' })).status).toBe(200);
    await scene.api.changeSite(scene.operator.token, site.slug, { name: 'Another name' });
    expect((await readForm({ 'if-none-match': tag })).status).toBe(200);
  });

  it('is in the reader’s language, or else in the site’s', async () => {
    const japanese = bodyOf(await readForm({ 'accept-language': 'ja-JP,en;q=0.5' }), 200);
    expect([japanese.locale, japanese.fields[1]?.label]).toEqual(['ja', '氏名']);
    expect(japanese.version).toBe(bodyOf(await readForm(), 200).version);
    await changeSettings(scene.api, site, { locale: 'ja' });
    expect(bodyOf(await readForm(), 200).locale).toBe('ja');
    expect(bodyOf(await readForm({ 'accept-language': 'fr' }), 200).locale).toBe('ja');
    expect(bodyOf(await readForm({ 'accept-language': 'en' }), 200).locale).toBe('en');
  });

  it('is shown as closed while the site takes no applications, and is not there on no site', async () => {
    await changeSettings(scene.api, site, { enabled: false });
    expect(bodyOf(await readForm(), 200).open).toBe(false);
    problemOf(await scene.api.send('GET', at('registration-form', aSlug())), 404, 'site-not-found');
  });

  it('follows the settings', async () => {
    const before = bodyOf(await readForm(), 200);
    await changeSettings(scene.api, site, { usesLoginId: false, passwordMinimum: 20 });
    const form = bodyOf(await readForm(), 200);
    expect(form.fields.map(({ key }) => key)).toEqual(['name', 'email', 'password']);
    expect(form.schema).toMatchObject({ properties: { password: { minLength: 20 } } });
    expect(form.version).not.toBe(before.version);
  });
});

describe('a form of the site’s own', () => {
  beforeEach(openSite);

  it('is saved, shown with its labels, and applied with', async () => {
    const saved = await saveFields([...BUILT_IN, builtIn('country', { required: false }), ...CUSTOM], '"0"');
    expect(bodyOf(saved, 200)).toMatchObject({ version: 1 });
    expect(saved.headers.get('etag')).toBe('"1"');
    expect(bodyOf(await readFields(), 200)).toEqual(saved.body);

    const form = bodyOf(await readForm({ 'accept-language': 'ja' }), 200);
    expect(form.fields.map(({ label }) => label)).toEqual([
      ...[
        '氏名',
        'ログインID',
        'メールアドレス',
        'パスワード',
        '国',
        '会社名',
        'Code',
        'Why?',
        'Topics',
        'From',
        'Years',
        'Send me news',
      ],
    ]);
    const field = (key: string) => form.fields.find((each) => each.key === key);
    expect(field('topics')).toMatchObject({
      pointer: '#/answers/topics',
      widget: 'checkboxes',
      options: [
        { value: 'maths', label: '数学' },
        { value: 'music', label: 'Music' },
      ],
    });
    expect(field('reason')).toMatchObject({ widget: 'text-area', description: '数行で。' });
    expect(field('country')?.options).toContainEqual({ value: 'JP', label: '日本' });

    const body = {
      ...anApplicant(),
      formVersion: form.version,
      country: 'JP',
      answers: {
        company: ' Example　Ltd ',
        code: 'AB123',
        reason: 'a\r\nb',
        topics: ['music'],
        from: '2025-04-01',
        years: 3,
        news: false,
      },
    };
    expect(bodyOf(await preview(body), 200)).toMatchObject({
      answers: {
        company: 'Example　Ltd',
        code: 'AB123',
        reason: 'a\nb',
        topics: ['music'],
        from: '2025-04-01',
        years: 3,
        news: false,
      },
    });
    expect((await apply(body)).status).toBe(202);
  });

  it('tells every fault at once, where it is, in the applicant’s language', async () => {
    await saveFields([...BUILT_IN, ...CUSTOM], '"0"');
    const answers = { code: 'ab123', topics: ['maths', 'golf'], from: '2025-02-29', years: 1.5, news: 'yes', other: 1 };
    const problem = problemOf(
      await preview({ ...anApplicant(), name: '', country: 'JP', answers }, { 'accept-language': 'ja' }),
      422,
      'validation-failed',
    );
    const faults = problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [];
    expect(faults.sort()).toEqual([
      '#/answers/code pattern-mismatch',
      '#/answers/company required',
      '#/answers/from date-invalid',
      '#/answers/news not-a-boolean',
      '#/answers/other unknown-field',
      '#/answers/topics too-many',
      '#/answers/topics/1 not-one-of',
      '#/answers/years not-an-integer',
      '#/country unknown-field',
      '#/name required',
    ]);
    const told = problem.errors?.find(({ pointer }) => pointer === '#/answers/topics/1');
    expect(told?.detail).toBe('次の中から選んでください：数学, Music');
  });

  it('comes with a schema that a front end can use as it is', async () => {
    await saveFields([...BUILT_IN, ...CUSTOM], '"0"');
    await saveTerms({ enabled: true, ...aText('Be kind.') }, '"0"');
    const ajv = new Ajv2020({ allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(bodyOf(await readForm(), 200).schema);
    const body = { ...anApplicant(), answers: { company: 'Example' }, terms: { version: 1, accepted: true } };
    expect([validate(body), (await preview(body)).status]).toEqual([true, 200]);
    const faulty = { ...body, answers: { code: 'x', years: -1 }, terms: { version: 1, accepted: false } };
    expect(validate(faulty)).toBe(false);
    expect((await preview(faulty)).status).toBe(422);
  });

  it('is another one for who has read the older, who is told so and given the new one', async () => {
    const old = bodyOf(await readForm(), 200);
    await saveFields([...BUILT_IN, ...CUSTOM], '"0"');
    const problem = problemOf(
      await preview({ ...anApplicant(), formVersion: old.version }, { 'accept-language': 'ja' }),
      409,
      'form-changed',
    );
    expect(problem['form']).toEqual(bodyOf(await readForm({ 'accept-language': 'ja' }), 200));
    problemOf(await apply({ ...anApplicant(), formVersion: old.version }), 409, 'form-changed');
  });

  it('is not another one when it is saved as it is', async () => {
    const { version } = bodyOf(await readForm(), 200);
    const { fields } = bodyOf(await readFields(), 200);
    const again = await saveFields(fields, '"0"');
    expect([bodyOf(again, 200).version, bodyOf(await readForm(), 200).version]).toEqual([0, version]);
  });

  it('cannot be overwritten by who has read an older version', async () => {
    problemOf(
      await scene.api.send('PUT', at('registration-fields'), { json: { fields: BUILT_IN }, token: site.administrator.token }),
      428,
      'if-match-required',
    );
    problemOf(await saveFields([...BUILT_IN, ...CUSTOM], '"1"'), 412, 'version-stale');
    const attempts = await Promise.all(CUSTOM.slice(0, 4).map((field) => saveFields([...BUILT_IN, field], '"0"')));
    expect(attempts.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

describe('a form that cannot be', () => {
  beforeAll(openSite);

  it.each<[string, unknown, string[]]>([
    ['no e-mail address', BUILT_IN.filter(({ key }) => key !== 'email'), ['#/fields fields-missing']],
    [
      'a name that may be left out',
      [...BUILT_IN.slice(1), builtIn('name', { required: false })],
      ['#/fields/3/required field-always-required'],
    ],
    [
      'a password that is not used',
      [...BUILT_IN.slice(0, 3), builtIn('password', { used: false })],
      ['#/fields/3/used field-always-used'],
    ],
    ['a key of JavaScript’s own', [...BUILT_IN, { ...CUSTOM[0], key: 'toString' }], ['#/fields/4/key field-key-reserved']],
    ['a pattern with look-ahead', [...BUILT_IN, { ...CUSTOM[0], pattern: '^(?=a)' }], ['#/fields/4/pattern pattern-invalid']],
    ['a pattern that refers back', [...BUILT_IN, { ...CUSTOM[0], pattern: '(a)\\1' }], ['#/fields/4/pattern pattern-invalid']],
    [
      'a pattern that is endless work',
      [...BUILT_IN, { ...CUSTOM[0], pattern: '(a{1000}){1000}' }],
      ['#/fields/4/pattern pattern-invalid'],
    ],
    ['a script for a label', [...BUILT_IN, { ...CUSTOM[0], label: '<script>' }], ['#/fields/4/label not-an-object']],
    ['an object for a list', { length: 1 }, ['#/fields not-an-array']],
  ])('is refused with reasons: %s', async (_, fields, faults) => {
    const { errors } = problemOf(await saveFields(fields, '"0"'), 422, 'validation-failed');
    expect(errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });

  it('tells why a pattern cannot be used', async () => {
    const { errors } = problemOf(
      await saveFields([...BUILT_IN, { ...CUSTOM[0], pattern: '[a' }], '"0"'),
      422,
      'validation-failed',
    );
    expect(errors?.[0]?.detail).toMatch(/^This pattern cannot be used: .+\.$/);
  });

  it('is refused when it is no JSON, too large, or has keys that reach for prototypes', async () => {
    const put = (raw: string, type = 'application/json') =>
      scene.api.send('PUT', at('registration-fields'), {
        raw,
        token: site.administrator.token,
        headers: { 'if-match': '"0"', 'content-type': type },
      });
    problemOf(await put('{"fields":['), 400, 'malformed-request');
    problemOf(await put('{"fields":[{"key":"a","__proto__":{}}]}'), 400, 'malformed-request');
    problemOf(await put('{"fields":[]}', 'text/plain'), 415, 'unsupported-media-type');
    problemOf(await put(`{"fields":[${' '.repeat(1024 * 1024)}]}`), 413, 'body-too-large');
  });

  it('keeps nobody busy with a pattern that takes other engines for ever', async () => {
    bodyOf(
      await saveFields([...BUILT_IN, { ...CUSTOM[1], pattern: '^(([a-z])+.)+[A-Z]([a-z])+$', maxLength: 1000 }], '"0"'),
      200,
    );
    const started = performance.now();
    const problem = problemOf(await preview({ ...anApplicant(), answers: { code: 'a'.repeat(1000) } }), 422, 'validation-failed');
    expect(problem.errors?.[0]).toMatchObject({ pointer: '#/answers/code', code: 'pattern-mismatch' });
    expect(performance.now() - started).toBeLessThan(5000);
    // And no browser is asked to.
    expect(JSON.stringify(bodyOf(await readForm(), 200).schema)).not.toContain('([a-z])+');
  });
});

describe('terms of use', () => {
  beforeEach(openSite);

  it('are shown in the reader’s language, safe to show, and have to be accepted', async () => {
    const markdown = '## Terms\n\n<script>alert(1)</script> [bad](javascript:alert(1)) [good](https://lms.example/terms)';
    const saved = await saveTerms({ enabled: true, title: { en: 'Terms' }, markdown: { en: markdown } }, '"0"');
    expect(bodyOf(saved, 200)).toMatchObject({ enabled: true, version: 1, markdown: { en: markdown } });
    const { terms, version } = bodyOf(await readForm({ 'accept-language': 'ja' }), 200);
    expect(terms).toMatchObject({ version: 1, title: 'Terms', markdown });
    expect(terms?.html).toContain('<h2>Terms</h2>');
    expect(terms?.html).toContain('<a href="https://lms.example/terms" rel="noopener noreferrer" target="_blank">good</a>');
    expect(terms?.html).not.toMatch(/<script|href="javascript/);

    const form = { ...anApplicant(), formVersion: version };
    for (const refused of [undefined, { version: 1, accepted: false }, {}]) {
      const { errors } = problemOf(await apply({ ...form, terms: refused }), 422, 'validation-failed');
      expect(errors).toEqual([
        { pointer: '#/terms', code: 'terms-not-accepted', detail: 'Please read and accept the terms of use.' },
      ]);
    }
    expect((await apply({ ...form, terms: { version: 1, accepted: true } })).status).toBe(202);
  });

  it('are a new version when their text is another, which has to be accepted anew', async () => {
    bodyOf(await saveTerms({ enabled: true, ...aText('One') }, '"0"'), 200);
    const { version } = bodyOf(await readForm(), 200);
    expect(bodyOf(await saveTerms({ enabled: true, ...aText('Two') }, '"1"'), 200).version).toBe(2);
    const accepted = { version: 1, accepted: true };
    problemOf(await apply({ ...anApplicant(), formVersion: version, terms: accepted }), 409, 'form-changed');
    const problem = problemOf(await apply({ ...anApplicant(), terms: accepted }), 409, 'form-changed');
    expect(problem['form']).toMatchObject({ terms: { version: 2, markdown: 'Two' } });
  });

  it('are switched off and on without becoming others', async () => {
    bodyOf(await saveTerms({ enabled: true, ...aText('One') }, '"0"'), 200);
    bodyOf(await saveTerms({ enabled: false }, '"1"'), 200);
    expect(bodyOf(await readForm(), 200).terms).toBeNull();
    expect((await apply(anApplicant())).status).toBe(202);
    const on = await saveTerms({ enabled: true }, '"2"');
    expect([bodyOf(on, 200).version, on.headers.get('etag')]).toEqual([1, '"3"']);
    problemOf(await saveTerms({ enabled: false }, '"1"'), 412, 'version-stale');
    problemOf(
      await scene.api.send('PUT', at('terms'), { json: { enabled: true }, token: site.administrator.token }),
      428,
      'if-match-required',
    );
  });

  it('may be long, and are refused where they cannot be shown', async () => {
    const long = { en: 'x'.repeat(100_000), ja: '漢'.repeat(100_000) };
    bodyOf(await saveTerms({ enabled: true, ...aText(''), markdown: long }, '"0"'), 200);
    expect(bodyOf(await readForm({ 'accept-language': 'ja' }), 200).terms?.markdown).toBe(long.ja);
    for (const markdown of [{ en: `${long.en}x` }, { en: 'a\u0000' }, { fr: 'Un' }, 'text', {}]) {
      problemOf(await saveTerms({ enabled: true, title: { en: 'Terms' }, markdown }, '"1"'), 422, 'validation-failed');
    }
  });
});

describe('who may see and change the form', () => {
  beforeAll(openSite);

  it('is every member of the site’s staff to see, an administrator to change', async () => {
    for (const role of ['reviewer', 'viewer'] as const) {
      const { token } = await createStaff(scene.service, { site: site.slug, role });
      for (const path of ['registration-fields', 'terms']) {
        expect((await scene.api.send('GET', at(path), { token })).status).toBe(200);
        problemOf(await scene.api.send('PUT', at(path), { json: {}, token, headers: { 'if-match': '"0"' } }), 403, 'forbidden');
      }
    }
  });

  it('is nobody else', async () => {
    for (const path of ['registration-fields', 'terms']) {
      problemOf(await scene.api.send('GET', at(path)), 401, 'unauthenticated');
      problemOf(await scene.api.send('PUT', at(path), { json: {} }), 401, 'unauthenticated');
      const { token } = scene.site.administrator;
      problemOf(await scene.api.send('GET', at(path), { token }), 404, 'site-not-found');
      problemOf(
        await scene.api.send('PUT', at(path), { json: {}, token, headers: { 'if-match': '"0"' } }),
        404,
        'site-not-found',
      );
    }
  });
});
