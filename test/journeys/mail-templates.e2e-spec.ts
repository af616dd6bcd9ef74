import { parse } from 'parse5';
import { bodyOf, problemOf } from '../support/answers';
import { type Answer } from '../support/api';
import { anApplicant } from '../support/builders';
import { Scene } from '../support/scene';
import { changeSettings, createSite, createStaff, type StaffMember, type TestSite } from '../support/site';
import { type ReceivedMail } from '../support/smtp-sink';

// The client throws on any 5xx, so every request here also shows that there is none.
jest.setTimeout(120_000);

interface Words {
  subject: string;
  text: string;
  html: string;
}
interface Template extends Words {
  isDefault: boolean;
  version: number;
  updatedBy: { name: string } | null;
  variables: { name: string; kind: string; sample: string; requiredIn: string[] }[];
}
interface Version {
  version: number;
  isDefault: boolean;
  text: string | null;
}

const JAPANESE = { 'accept-language': 'ja' };
const WORDS: Words = {
  subject: 'Come in, {{name}}',
  text: 'Dear {{name}},\n\nlog in as {{loginId}}.\n{{#if logInUrl}}\n{{logInUrl}}\n{{/if}}\nApplied: {{appliedAt}}\n',
  html: '<style>.big { font-size: 20px }</style><p class="big">Dear {{name}}</p>{{#if logInUrl}}<a href="{{logInUrl}}">In</a>{{/if}}',
};

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

const pathOf = (name: string, site: TestSite = scene.site): string => `/v1/sites/${site.slug}/mail-templates/${name}`;

function ask<Body = Template>(
  method: string,
  name: string,
  {
    json,
    etag,
    as = scene.site.administrator,
    site = scene.site,
  }: { json?: unknown; etag?: string | null; as?: StaffMember; site?: TestSite } = {},
): Promise<Answer<Body>> {
  const headers = typeof etag === 'string' ? { 'if-match': etag } : {};
  return scene.api.send<Body>(method, pathOf(name, site), { token: as.token, headers, ...(json !== undefined && { json }) });
}

const etagOf = async (name: string, site?: TestSite): Promise<string> =>
  (await ask('GET', name, site === undefined ? {} : { site, as: site.administrator })).headers.get('etag') ?? '';

async function write(name: string, words: Words, site: TestSite = scene.site): Promise<Template> {
  const etag = await etagOf(name, site);
  return bodyOf(await ask('PUT', name, { json: words, etag, site, as: site.administrator }), 200);
}

/** A member’s letter of welcome. */
async function welcomed(said: Parameters<Scene['activates']>[0] = {}): Promise<ReceivedMail> {
  const { id, form } = await scene.activates(said);
  bodyOf(await scene.approve(id, { notifyByEmail: true }), 200);
  return scene.sink.waitForMail({ to: form.email, number: 2 });
}

describe('the templates of a site', () => {
  it('are all listed, in every language, built in until somebody writes others', async () => {
    const site = await createSite(scene.service, scene.operator);
    const { items } = bodyOf(
      await scene.api.send<{ items: { template: string; locale: string; isDefault: boolean; version: number }[] }>(
        'GET',
        `/v1/sites/${site.slug}/mail-templates`,
        { token: site.administrator.token },
      ),
      200,
    );
    expect(items).toHaveLength(18);
    expect(items.every(({ isDefault, version }) => isDefault && version === 0)).toBe(true);
    expect(items.map(({ template, locale }) => `${template} ${locale}`)).toContain('activation-reminder ja');
  });

  it('tell their editor what they may be filled with', async () => {
    const template = bodyOf(await ask('GET', 'activation/ja'), 200);
    expect(template.variables.map(({ name }) => name)).toEqual(['siteName', 'activationUrl', 'linkLife']);
    expect(template.variables).toContainEqual(expect.objectContaining({ name: 'linkLife', sample: '24時間' }));
    expect(template.variables).toContainEqual(
      expect.objectContaining({ name: 'activationUrl', kind: 'address', requiredIn: ['text', 'html'] }),
    );
  });

  it('are written in the applicant’s language, in other words as soon as these are saved', async () => {
    const english = await write('approved/en', WORDS);
    expect(english).toMatchObject({ ...WORDS, isDefault: false, version: 1, updatedBy: { name: scene.site.administrator.name } });
    await write('approved/ja', {
      subject: 'ようこそ、{{name}}さん',
      text: '{{siteName}}へようこそ。申請：{{appliedAt}}\n',
      html: '<p>ようこそ</p>',
    });
    await changeSettings(scene.api, scene.site, { timeZone: 'Asia/Tokyo', logInUrl: 'https://lms.example.com/login' });

    const toEnglish = await welcomed({ name: 'Sam Example' });
    expect(toEnglish.subject).toBe('Come in, Sam Example');
    expect(toEnglish.text).toMatch(/^Dear Sam Example,\n\nlog in as \S+\.\nhttps:\/\/lms\.example\.com\/login\n/);
    expect(toEnglish.text).toMatch(/Applied: \w+ \d+, \d{4} at \d\d:\d\d GMT\+9/);
    expect(toEnglish.html).toContain('<p style="font-size: 20px" class="big">Dear Sam Example</p>');
    expect(toEnglish.headers.get('content-language')).toBe('en');

    const { form, ticket, token } = await appliesInJapanese();
    bodyOf(await scene.api.activate(token, { ticket }), 200);
    const { id } = await scene.applicationOf(form.email);
    bodyOf(await scene.approve(id, { notifyByEmail: true }), 200);
    const toJapanese = await scene.sink.waitForMail({ to: form.email, number: 2 });
    expect(toJapanese.subject).toBe(`ようこそ、${form.name}さん`);
    expect(toJapanese.text).toMatch(new RegExp(`${scene.site.name}へようこそ。申請：\\d{4}年\\d+月\\d+日 \\d\\d:\\d\\d JST`));
    expect(toJapanese.headers.get('content-language')).toBe('ja');
  });

  it('say how long a link works in words, and in the reader’s language', async () => {
    await changeSettings(scene.api, scene.site, { linkLifeInHours: 168 });
    const { mail } = await scene.applies();
    expect(mail.text).toContain('The link works for 7 days, and once.');
    const { mail: japanese } = await appliesInJapanese();
    expect(japanese.subject).toBe(`【${scene.site.name}】メールアドレスのご確認をお願いいたします`);
    expect(japanese.text).toContain('リンクの有効期間は7日間です。');
  });

  it('can be taken up again, and go back to what is built in', async () => {
    const name = 'not-approved/en';
    const builtIn = bodyOf(await ask('GET', name), 200);
    for (const text of ['One {{name}}', 'Two {{name}}'])
      await write(name, { subject: builtIn.subject, html: builtIn.html, text });
    const reset = bodyOf(await ask('DELETE', name, { etag: await etagOf(name) }), 200);
    expect(reset).toMatchObject({ isDefault: true, version: 3, text: builtIn.text });
    const restored = bodyOf(await ask('POST', `${name}/restore`, { json: { version: 1 }, etag: '"3"' }), 200);
    expect(restored).toMatchObject({ isDefault: false, version: 4, text: 'One {{name}}' });
    problemOf(
      await ask('POST', `${name}/restore`, { json: { version: 9 }, etag: '"4"' }),
      404,
      'mail-template-version-not-found',
    );
    const { items } = bodyOf(await ask<{ items: Version[] }>('GET', `${name}/history`), 200);
    expect(items.map(({ version, isDefault, text }) => [version, isDefault, text])).toEqual([
      [4, false, 'One {{name}}'],
      [3, true, null],
      [2, false, 'Two {{name}}'],
      [1, false, 'One {{name}}'],
    ]);
    const { items: entries } = bodyOf(
      await scene.api.siteHistory(scene.site.administrator.token, scene.site.slug, { subject: 'mail-template', limit: '2' }),
      200,
    );
    expect(entries.map(({ changes }) => changes)).toEqual([
      [
        { field: 'not-approved.en', from: 3, to: 4 },
        { field: 'not-approved.en.isDefault', from: true, to: false },
      ],
      [
        { field: 'not-approved.en', from: 2, to: 3 },
        { field: 'not-approved.en.isDefault', from: false, to: true },
      ],
    ]);
  });

  it('are not overwritten unseen', async () => {
    const name = 'test/en';
    const etag = await etagOf(name);
    problemOf(await ask('PUT', name, { json: WORDS }), 428, 'if-match-required');
    const words = { subject: 'Test', text: 'Test at {{siteName}}', html: '<p>Test</p>' };
    const saved = bodyOf(await ask('PUT', name, { json: words, etag }), 200);
    expect(bodyOf(await ask('PUT', name, { json: words, etag: '"1"' }), 200).version).toBe(saved.version);
    for (const method of ['PUT', 'DELETE'] as const) {
      const json = method === 'PUT' ? { ...words, text: 'Another' } : undefined;
      problemOf(await ask(method, name, { etag, ...(json !== undefined && { json }) }), 412, 'version-stale');
    }
    problemOf(await ask('POST', `${name}/restore`, { json: { version: 1 }, etag }), 412, 'version-stale');
  });

  it('are saved once, by many at the same moment', async () => {
    const etag = await etagOf('already-confirmed/en');
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        ask('PUT', 'already-confirmed/en', { etag, json: { subject: 'Hello', text: `Number ${i}`, html: '<p>a</p>' } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });

  it('are refused with the line and column of every fault', async () => {
    const json = {
      subject: '{{nobody}}',
      text: 'Hello\n  {{#if siteName}}',
      html: '<p>{{activationUrl}}</p>\n<p onclick="a()">a</p>',
    };
    const etag = await etagOf('activation/en');
    const { errors } = problemOf(await ask('PUT', 'activation/en', { json, etag }), 422, 'validation-failed');
    expect(errors).toMatchObject([
      { pointer: '#/subject', code: 'template-variable-unknown', line: 1, column: 3 },
      { pointer: '#/text', code: 'template-syntax', line: 2 },
      { pointer: '#/html', code: 'html-attribute-not-allowed', line: 2, column: 4 },
    ]);
    const without = problemOf(await ask('POST', 'activation/en/preview', { json: { text: 'Hello' } }), 422, 'validation-failed');
    expect(without.errors).toMatchObject([{ pointer: '#/text', code: 'template-variable-missing' }]);
    for (const typed of ['name', 'loginId', 'answers.company']) {
      const { errors: found } = problemOf(
        await ask('POST', 'activation/en/preview', { json: { subject: `{{${typed}}}` } }),
        422,
        'validation-failed',
      );
      expect(found).toMatchObject([{ pointer: '#/subject', code: 'template-variable-unknown' }]);
    }
  });

  it('can be looked at and mailed to oneself before they are saved, and nothing is kept of it', async () => {
    const json = { subject: 'Draft for {{name}}', text: 'Draft\n' };
    const preview = bodyOf(await ask<Words>('POST', 'not-approved/ja/preview', { json }), 200);
    expect(preview).toMatchObject({ subject: 'Draft for 例田 花子', text: 'Draft\n' });
    expect(preview.html).toContain('この講座の対象は学内の方に限られています。');
    const { email } = scene.site.administrator;
    expect(bodyOf(await ask('POST', 'not-approved/ja/test', { json }), 202)).toEqual({ to: email });
    const mail = await scene.sink.waitForMail({ to: email, subject: '［テスト］Draft for 例田 花子' });
    expect(mail.text.trim()).toBe('Draft');
    expect(bodyOf(await ask('GET', 'not-approved/ja'), 200)).toMatchObject({ isDefault: true, version: 0 });
  });

  it('are the administrator’s to change, and for all the site’s staff to read', async () => {
    for (const role of ['viewer', 'reviewer'] as const) {
      const as = await createStaff(scene.service, { site: scene.site.slug, role });
      bodyOf(await ask('GET', 'approved/en', { as }), 200);
      bodyOf(await ask('GET', 'approved/en/history', { as }), 200);
      problemOf(await ask('PUT', 'approved/en', { as, json: WORDS, etag: '"1"' }), 403, 'forbidden');
      problemOf(await ask('DELETE', 'approved/en', { as, etag: '"1"' }), 403, 'forbidden');
      for (const what of ['restore', 'preview', 'test']) {
        problemOf(await ask('POST', `approved/en/${what}`, { as, json: { version: 1 }, etag: '"1"' }), 403, 'forbidden');
      }
    }
    problemOf(await ask('GET', 'approved/en', { as: scene.operator }), 403, 'forbidden');
    for (const name of ['weather/en', 'approved/fr', 'constructor/en', '__proto__/ja']) {
      problemOf(await ask('GET', name), 404, 'mail-template-not-found');
    }
  });
});

it('can be tried out by mail ten times an hour', async () => {
  const limited = await Scene.open({ RATE_LIMITS: '1' });
  try {
    const { slug, administrator } = limited.site;
    const tryOut = (): Promise<Answer> =>
      limited.api.send('POST', `/v1/sites/${slug}/mail-templates/test/en/test`, { token: administrator.token, json: {} });
    const answers = await Promise.all(Array.from({ length: 12 }, tryOut));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(202), 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(3000);
  } finally {
    await limited.close();
  }
});

describe('what people have written', () => {
  const HOSTILE = [
    '</title><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{{activationUrl}} {{constructor.constructor}} {{{siteName}}}',
    "' onmouseover='alert(1)",
    '&lt;b&gt; `x` =y',
  ];

  it.each(HOSTILE)('is nothing but text in a mail: %s', async (text) => {
    const site = await createSite(scene.service, scene.operator);
    bodyOf(await scene.api.changeSite(scene.operator.token, site.slug, { name: text }), 200);
    await askForCompany(site);
    const words = {
      subject: '{{siteName}} {{name}} {{reason}} {{answers.company}}',
      text: 'a {{siteName}}\nb {{name}}\nc {{reason}}\nd {{answers.company}}\n',
      html: '<p title="{{siteName}}{{name}}{{reason}}{{answers.company}}">{{siteName}}<b>{{name}}</b><i>{{reason}}</i><u>{{answers.company}}</u></p>',
    };
    await write('not-approved/en', words, site);
    const name = text.slice(0, 50);
    const { id, form } = await scene.activates({ name, answers: { company: text } } as object, site);
    const decline = { reason: `${text}\nBcc: eve@evil.example\n\nmore`, notifyByEmail: true };
    bodyOf(await scene.api.decline(site.administrator.token, site.slug, id, decline), 200);
    const mail = await scene.sink.waitForMail({ to: form.email, number: 2 });
    const reason = `${text} Bcc: eve@evil.example more`;
    expect(mail.subject).toBe(`${text} ${name} ${reason} ${text}`.replace(/\s+/g, ' '));
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.text.trimEnd()).toBe(`a ${text}\nb ${name}\nc ${reason}\nd ${text}`);
    expect(elementsOf(mail.html)).toEqual(['html', 'head', 'body', 'p title', 'b', 'i', 'u']);
    const first = await scene.sink.waitForMail({ to: form.email, number: 1 });
    expect(elementsOf(first.html).filter((element) => /script|img|onerror|onmouseover/.test(element))).toEqual([]);
    expect(first.text + first.html).not.toContain(form.loginId);
  });

  it('stays in the form as long as a template uses it', async () => {
    const site = await createSite(scene.service, scene.operator);
    await askForCompany(site);
    await write('approved/ja', { subject: 'a', text: '{{#if answers.company}}b{{/if}}', html: '<p>c</p>' }, site);
    const problem = problemOf(await changeFields(site, []), 409, 'field-in-use');
    expect(problem).toMatchObject({ field: 'company', template: 'approved' });
    bodyOf(await ask('DELETE', 'approved/ja', { site, as: site.administrator, etag: '"1"' }), 200);
    bodyOf(await changeFields(site, []), 200);
    const restore = { site, as: site.administrator, etag: '"2"', json: { version: 1 } };
    const { errors } = problemOf(await ask('POST', 'approved/ja/restore', restore), 422, 'validation-failed');
    expect(errors).toMatchObject([{ pointer: '#/text', code: 'template-variable-unknown', line: 1, column: 7 }]);
  });
});

it('a question does not leave the form in the moment in which a template begins to ask for it', async () => {
  for (let round = 0; round < 3; round += 1) {
    const site = await createSite(scene.service, scene.operator);
    await askForCompany(site);
    const words = { subject: 'a', text: '{{answers.company}}', html: '<p>c</p>' };
    const [removed, written] = await Promise.all([
      changeFields(site, []),
      ask('PUT', 'approved/en', { json: words, etag: '"0"', site, as: site.administrator }),
    ]);
    expect([
      [200, 422],
      [409, 200],
    ]).toContainEqual([removed.status, written.status]);
  }
});

async function appliesInJapanese() {
  const form = anApplicant({ name: '例田 花子' });
  const answer = await scene.api.send<{ ticket: string }>('POST', `/v1/sites/${scene.site.slug}/applications`, {
    json: form,
    headers: JAPANESE,
  });
  const { ticket } = bodyOf(answer, 202);
  const mail = await scene.sink.waitForMail({ to: form.email });
  return { form, ticket, mail, token: scene.tokenIn(mail) };
}

const askForCompany = async (site: TestSite): Promise<void> => {
  bodyOf(await changeFields(site, [{ type: 'text', key: 'company', label: { en: 'Company' }, maxLength: 200 }]), 200);
};

async function changeFields(site: TestSite, more: object[]): Promise<Answer> {
  const path = `/v1/sites/${site.slug}/registration-fields`;
  const { token } = site.administrator;
  const { headers } = await scene.api.send('GET', path, { token });
  const fields = ['name', 'loginId', 'email', 'password'].map((key) => ({ type: 'built-in', key, used: true }));
  return scene.api.send('PUT', path, {
    token,
    json: { fields: [...fields, ...more] },
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
}

interface Node {
  readonly tagName?: string;
  readonly attrs?: readonly { readonly name: string }[];
  readonly childNodes?: readonly Node[];
}

/** Every element of a document, with the names of its attributes, as a browser reads it. */
function elementsOf(html: string): string[] {
  const walk = ({ tagName, attrs = [], childNodes = [] }: Node): string[] => [
    ...(tagName === undefined ? [] : [[tagName, ...attrs.map(({ name }) => name)].join(' ')]),
    ...childNodes.flatMap(walk),
  ];
  return walk(parse(html) as Node);
}
