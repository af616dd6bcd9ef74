import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bodyOf } from '../support/answers';
import { aSlug } from '../support/builders';
import { tracesIn } from '../support/canary';
import { countRows } from '../support/database';
import { aPng } from '../support/images';
import { Scene } from '../support/scene';
import { type CommandResult, runProgram } from '../support/service';
import { changeSettings } from '../support/site';

jest.setTimeout(240_000);

const CODE = 'canary-code-4711-zwirbel';
const SECRET = 'canary-secret-4711-zwirbel';
const TEMPLATE = {
  subject: 'Welcome to {{siteName}}',
  text: 'Hello {{name}},\n\n  no: 0123 # none\n\nyours\n',
  html: '<p>Hello <b>{{name}}</b></p>\n<p>-- yours</p>',
};

let scene: Scene;
let exported: string;
beforeAll(async () => {
  scene = await Scene.open();
  await furnish();
  exported = await fileOf(scene.site.slug);
});
afterAll(() => scene.close());

const run = (...args: string[]): Promise<CommandResult> =>
  runProgram('cli.js', args, { settings: scene.service.settings, folder: scene.service.home.folder, withinSeconds: 60 });

async function done(...args: string[]): Promise<string> {
  const { exitCode, output } = await run(...args);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  return output;
}

async function refused(...args: string[]): Promise<string> {
  const { exitCode, output } = await run(...args);
  expect({ exitCode, output }).toMatchObject({ exitCode: 1 });
  expect(output.trimEnd().split('\n')).toHaveLength(1);
  return output;
}

async function fileOf(slug: string): Promise<string> {
  const path = join(scene.service.home.folder, `${slug}.yaml`);
  await done('export-site', '--site', slug, '--output', path);
  return readFile(path, 'utf8');
}

/** All that lies in the database, but for the service's own jobs, which go on. */
async function everything(): Promise<object> {
  const dump = Object.entries(await scene.service.database.dump());
  return Object.fromEntries(dump.filter(([table]) => !['jobs', 'cleanup_runs'].includes(table)));
}

async function written(text: string): Promise<string> {
  const path = join(scene.service.home.folder, 'import.yaml');
  await writeFile(path, text);
  return path;
}

async function change(method: 'PUT' | 'PATCH' | 'POST', path: string, json: object, status = 200): Promise<void> {
  const { token } = scene.site.administrator;
  const at = `/v1/sites/${scene.site.slug}/${path}`;
  const { headers } = method === 'POST' ? { headers: new Headers() } : await scene.api.send('GET', at, { token });
  const etag = headers.get('etag');
  bodyOf(await scene.api.send(method, at, { token, json, ...(etag !== null && { headers: { 'if-match': etag } }) }), status);
}

/** Something of everything that can be set up, and of what a file must not have. */
async function furnish(): Promise<void> {
  const { api, site } = scene;
  const { token } = site.administrator;
  await changeSettings(api, site, {
    passwordMinimum: 12,
    deleteUnactivated: { enabled: true, afterDays: 30, remindDaysBefore: 3 },
    frontEndOrigins: ['https://lms.example.com'],
    sender: { name: 'No', replyTo: 'office@academy.example' },
    logInUrl: 'https://lms.example.com/login',
  });
  const { fields } = bodyOf(
    await api.send<{ fields: object[] }>('GET', `/v1/sites/${site.slug}/registration-fields`, { token }),
    200,
  );
  const company = { type: 'text', key: 'company', required: true, label: { en: 'Yes', ja: '会社名' }, maxLength: 100 };
  await change('PUT', 'registration-fields', { fields: [...fields, company] });
  await change('PUT', 'terms', {
    enabled: true,
    title: { en: 'Terms' },
    markdown: { en: '## 1. On\n\nFree.\n\n| a | b |\n|---|---|\n' },
  });
  await change('PUT', 'mail-templates/approved/en', TEMPLATE);
  await change('PUT', 'decline-reasons', { reasons: [{ key: 'full', text: { en: 'Full.\nReally.', ja: '満席です。' } }] });
  const hcaptcha = { siteKey: 'public-site-key', secret: SECRET };
  await change('PATCH', 'bot-protection', { challenge: 'hcaptcha', hcaptcha, emailDomains: { denied: ['spam.example'] } });
  await change('PATCH', 'branding', { accentColour: '#1d4ed8', embeddingOrigins: ['https://www.academy.example'] });
  await putLogo();
  await change('PATCH', 'retention', { mailRecordsInDays: 30 });
  const faculty = bodyOf(await api.upsertGroup(token, site.slug, 'a-faculty', { name: 'Science', code: '0123' }), 201);
  const course = bodyOf(
    await api.upsertGroup(token, site.slug, '4711', { name: 'Maths', parentLmsId: 'a-faculty', memberLimit: 20 }),
    201,
  );
  await change('POST', 'signup-urls', { groupId: faculty.id, note: 'For spring.', endsAt: '2126-04-01T09:00:00+09:00' }, 201);
  await change('POST', 'signup-urls', { groupId: course.id, authentication: { required: true, codes: [{ code: CODE }] } }, 201);
}

async function putLogo(): Promise<void> {
  const { baseUrl } = scene.service;
  const { administrator, slug } = scene.site;
  const address = `${baseUrl}/v1/sites/${slug}/branding`;
  const authorization = `Bearer ${administrator.token}`;
  const etag = (await fetch(address, { headers: { authorization } })).headers.get('etag') ?? '';
  const headers = { authorization, 'if-match': etag, 'content-type': 'image/png' };
  expect((await fetch(`${address}/logo`, { method: 'PUT', headers, body: Uint8Array.from(aPng(64, 64)) })).status).toBe(200);
}

describe('a file about a site', () => {
  it('tells of all that is set up, and of no secret and nobody', async () => {
    for (const told of [
      'passwordMinimum: 12',
      'key: company',
      '## 1. On',
      'Hello {{name}},',
      '満席です。',
      'spam.example',
      '"0123"',
      'For spring.',
      'mailRecordsInDays: 30',
    ]) {
      expect(exported).toContain(told);
    }
    const { administrator } = scene.site;
    const keys = (await scene.service.database.rows<{ key: string }>('SELECT `key` FROM signup_urls')).map(({ key }) => key);
    expect(keys).toHaveLength(2);
    const kept = [CODE, SECRET, administrator.email, administrator.token, ...keys];
    expect(tracesIn('file', exported, kept)).toEqual([]);
  });

  it('changes nothing where it comes from', async () => {
    const before = await everything();
    expect(await done('import-site', await written(exported))).toBe('nothing to change\n');
    expect(await everything()).toEqual(before);
  });

  it('makes another site like the first one, but for what no file has', async () => {
    const slug = aSlug();
    const output = await done('import-site', '--create', '--site', slug, await written(exported));
    expect(output).toContain('+ registrationFields[company].key: "company"');
    expect(output).toMatch(/left: botProtection\.challenge: stays “off”/);
    expect(output).toMatch(/left: groups\[4711\]\.signupUrl: is not published/);

    const another = await fileOf(slug);
    const expected = exported
      .replace(`slug: ${scene.site.slug}`, `slug: ${slug}`)
      .replace('challenge: hcaptcha', 'challenge: "off"')
      .replace(/( {4}archived: false\n) {4}signupUrl:\n {6}codeRequired: true\n {6}note: null\n {6}endsAt: null\n/, '$1');
    expect(another).toBe(expected);
    expect(await done('import-site', '--site', slug, await written(another))).toBe('nothing to change\n');
    const [url] = await scene.service.database.rows<{ key: string }>(
      'SELECT u.`key` FROM signup_urls u JOIN sites s ON s.id = u.siteId WHERE s.slug = ?',
      [slug],
    );
    expect(await scene.api.send('GET', `/r/${url?.key ?? ''}`)).toMatchObject({ status: 200 });
  });

  it('says in the history of the site that it was the command line', async () => {
    const slug = aSlug();
    await done('import-site', '--create', '--site', slug, await written(exported));
    const entries = await scene.service.database.rows<{ subject: string; actorKind: string; actorName: string }>(
      'SELECT subject, actorKind, actorName FROM site_history JOIN sites ON sites.id = siteId WHERE slug = ?',
      [slug],
    );
    expect(new Set(entries.map(({ actorKind, actorName }) => `${actorKind} ${actorName}`))).toEqual(
      new Set(['system command line']),
    );
    expect(entries.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([
        'site',
        'registration-settings',
        'registration-fields',
        'terms',
        'mail-template',
        'branding',
        'group-sync',
        'signup-url',
      ]),
    );
  });

  it('shows in a dry run what would change, and changes nothing', async () => {
    const before = await everything();
    const file = await written(exported.replace('linkLifeInHours: 24', 'linkLifeInHours: 48').replace('key: full', 'key: late'));
    const output = await done('import-site', '--dry-run', file);
    expect(output).toContain('~ settings.linkLifeInHours: 24 → 48\n');
    expect(output).toContain('- declineReasons[full].key: "full"\n');
    expect(output).toContain('+ declineReasons[late].key: "late"\n');
    expect(output).toContain('nothing was changed (--dry-run)');
    expect(await everything()).toEqual(before);
    expect(await done('import-site', '--dry-run', '--create', '--site', aSlug(), file)).toContain('+ site: ');
    expect(await everything()).toEqual(before);
  });

  it('changes what it names, and leaves the rest', async () => {
    const slug = aSlug();
    await done('import-site', '--create', '--site', slug, await written(exported));
    const part = `matriculaSite: 1\nsite: {slug: ${slug}}\nsettings: {linkLifeInHours: 72}\nmailTemplates: {}\ngroups: [{lmsId: new, name: New}]\n`;
    const output = await done('import-site', await written(part));
    expect(output.split('\n').filter((line) => line.startsWith('~'))).toEqual(['~ settings.linkLifeInHours: 24 → 72']);
    expect(output).toContain('- mailTemplates.approved.en.subject:');
    expect(output).not.toContain('- groups');
    const now = await fileOf(slug);
    expect(now).toContain('lmsId: a-faculty');
    expect(now).toContain('mailTemplates: {}');
  });
});

describe('a file that cannot be applied', () => {
  it.each([
    [
      'what it does not know',
      (file: string) => file.replace('maxLength:', 'maxLenght:'),
      /^registrationFields\.\d+\.maxLenght: /,
    ],
    ['a template', (file: string) => file.replace('{{siteName}}', '{{nonsense}}'), /^mailTemplates\.approved\.en\.subject: /],
    ['a logo', (file: string) => file.replace(/logo: \|\n( +\S+\n)+/, 'logo: AQIDBA==\n'), /^branding\.logo: /],
    ['a group', (file: string) => file.replace('parentLmsId: a-faculty', 'parentLmsId: nowhere'), /^groups\.\d\.parentLmsId: /],
  ])('because of %s names the place, and changes nothing at all', async (_what, broken, sentence) => {
    // Something that could be changed stands before the fault.
    const text = broken(exported.replace('autoApprove: false', 'autoApprove: true'));
    expect(text).not.toBe(exported.replace('autoApprove: false', 'autoApprove: true'));
    const before = await everything();
    expect(await refused('import-site', await written(text))).toMatch(sentence);
    expect(await everything()).toEqual(before);
  });

  it('for a site that is not there, or is, names it', async () => {
    const sites = await countRows(scene.service.database, 'sites');
    await refused('import-site', '--site', aSlug(), await written(exported));
    expect(await refused('import-site', '--create', await written(exported))).toContain(scene.site.slug);
    await refused('import-site', '--create', '--site', 'No Slug!', await written(exported));
    await refused('import-site', join(scene.service.home.folder, 'nowhere.yaml'));
    expect(await countRows(scene.service.database, 'sites')).toBe(sites);
  });
});
