import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { type Locale } from '../platform/i18n';
import { type Log } from '../platform/logging/log';
import { Site } from '../sites';
import { ApplicationFacts } from './application-facts';
import { type MailTemplate, type TemplateSource } from './domain/mail-templates';
import { MailRenderer, type MailToWrite } from './mail-renderer';
import { MailTemplateStore } from './mail-template.store';
import { MailTemplateVariables } from './mail-template-variables';
import { MailTemplateVersion } from './mail-template-version.entity';
import { SiteMailTemplate } from './mail-template.entity';
import { MailTexts } from './mail-texts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const WELCOME: MailToWrite = {
  siteId: 'site',
  applicationId: 'application',
  template: 'approved',
  locale: 'en',
  params: { siteName: 'Site', name: 'Sam', loginId: 'sam', logInUrl: '' },
};

let database: MigratedDatabase;
let store: MailTemplateStore;
let renderer: MailRenderer;
let variables: MailTemplateVariables;
let faults: string[];
let lookedUp: number;

beforeAll(async () => {
  database = await createMigratedDatabase();
  await database.transactions.run((tx) =>
    tx.insert(Site, [
      { id: 'site', slug: 'site', name: 'Site', registrationAvailable: true, createdAt: NOW },
      { id: 'other', slug: 'other', name: 'Other', registrationAvailable: true, createdAt: NOW },
    ]),
  );
});

beforeEach(() => {
  faults = [];
  lookedUp = 0;
  const log = { error: (message: string) => faults.push(message) } as unknown as Log;
  const facts = new ApplicationFacts();
  facts.lookedUpBy(() => {
    lookedUp += 1;
    const answers = { company: 'ACME' };
    return Promise.resolve({ appliedAt: NOW.toISOString(), timeZone: 'Asia/Tokyo', groupName: 'Class', answers });
  });
  store = new MailTemplateStore(database.dataSource);
  const texts = new MailTexts(store, log);
  renderer = new MailRenderer(texts, facts, log);
  variables = new MailTemplateVariables(store, texts);
});

afterEach(() =>
  database.transactions.run(async (tx) => {
    await tx.deleteAll(SiteMailTemplate);
    await tx.deleteAll(MailTemplateVersion);
  }),
);

afterAll(() => database.close());

async function saved(
  text: string | null,
  {
    version = 1,
    locale = 'en',
    siteId = 'site',
    template = 'approved',
  }: { version?: number; locale?: Locale; siteId?: string; template?: MailTemplate } = {},
): Promise<void> {
  const source: TemplateSource | null = text === null ? null : { subject: 'Own', text, html: `<p>${text}</p>` };
  const by = { savedAt: NOW, savedById: 'staff', savedByName: 'Ann' };
  await database.transactions.run((tx) => store.add(tx, { siteId, template, locale, version, source, ...by }));
}

describe('a mail is written', () => {
  it.each([
    ['en', 'en', 'Welcome to Site'],
    ['en-GB', 'en', 'Welcome to Site'],
    ['ja', 'ja', '【Site】登録が承認されました'],
    ['ja-JP', 'ja', '【Site】登録が承認されました'],
    ['fr', 'en', 'Welcome to Site'],
    ['', 'en', 'Welcome to Site'],
  ])('for a reader of “%s” in %s: %s', async (locale, expected, subject) => {
    expect(await renderer.write({ ...WELCOME, locale })).toMatchObject({ locale: expected, subject });
  });

  it('in the site’s own words of that language, the latest ones, until it goes back', async () => {
    await saved('One {{name}}');
    await saved('Elsewhere', { siteId: 'other' });
    expect((await renderer.write(WELCOME)).text).toBe('One Sam');
    expect((await renderer.write({ ...WELCOME, locale: 'ja' })).subject).toBe('【Site】登録が承認されました');
    await saved('Two {{name}}', { version: 2 });
    expect((await renderer.write(WELCOME)).text).toBe('Two Sam');
    await saved(null, { version: 3 });
    expect((await renderer.write(WELCOME)).subject).toBe('Welcome to Site');
  });

  it('in built-in words when the site’s own are broken, and the log has it', async () => {
    await saved('{{#if name}}');
    expect((await renderer.write(WELCOME)).subject).toBe('Welcome to Site');
    expect(faults).toEqual(['a site’s mail template cannot be filled; the built-in one is used']);
  });

  it('with what the application says, asked for only by templates that use it', async () => {
    await saved('{{name}}');
    await renderer.write(WELCOME);
    expect(lookedUp).toBe(0);
    await saved('{{appliedAt}}, {{groupName}}, {{answers.company}}{{answers.gone}}', { version: 2 });
    expect((await renderer.write(WELCOME)).text).toBe('March 1, 2026 at 21:00 GMT+9, Class, ACME');
    expect((await renderer.write({ ...WELCOME, applicationId: null })).text).toBe(', , ');
    expect(lookedUp).toBe(1);
  });

  it('although its cause says less than it could, or a mail was queued by an older release', async () => {
    const params = { siteName: 'Site', linkLifeInHours: '24', activationUrl: 'https://a.example' };
    const { text } = await renderer.write({ ...WELCOME, template: 'activation', params });
    expect(text).toContain('The link works for 24 hours');
    expect((await renderer.write({ ...WELCOME, params: {} })).text).toContain('You log in with:');
  });

  it('as a trial in the words that are tried out, marked as one', async () => {
    await saved('Saved');
    const trial = { subject: 'Draft', text: 'For {{name}}', html: '<p>a</p>' };
    expect(await renderer.write({ ...WELCOME, trial })).toMatchObject({ subject: '[Test] Draft', text: 'For Sam' });
  });
});

describe('the variables in use on a site', () => {
  const usesOf = async (siteId: string, template: string): Promise<string[]> => {
    const uses = await database.transactions.run((tx) => variables.inUse(tx, siteId));
    return uses.filter((use) => use.template === template).map(({ variable }) => variable);
  };

  it('are those of its own templates, and of the built-in ones that these do not replace', async () => {
    expect(await usesOf('site', 'not-approved')).toEqual(expect.arrayContaining(['name', 'siteName', 'reason']));
    await saved('{{#if answers.company}}{{loginId}}{{/if}}', { template: 'not-approved' });
    await saved('{{answers.size}}', { template: 'not-approved', locale: 'ja' });
    expect((await usesOf('site', 'not-approved')).sort()).toEqual(['answers.company', 'answers.size', 'loginId']);
    expect(await usesOf('other', 'not-approved')).not.toContain('answers.company');
    await saved(null, { template: 'not-approved', locale: 'ja', version: 2 });
    expect(await usesOf('site', 'not-approved')).not.toContain('answers.size');
  });
});

describe('a template', () => {
  it('is saved once as each version', async () => {
    const saves = [saved('a'), saved('b'), saved('c')];
    const outcomes = await Promise.allSettled(saves);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await saved('d', { version: 2 });
    await expect(saved('e', { version: 2 })).rejects.toMatchObject({ code: 'version-stale' });
    const key = { siteId: 'site', template: 'approved', locale: 'en' } as const;
    expect((await store.versions(key, 10, 99)).map(({ version }) => version)).toEqual([2, 1]);
    expect((await store.versions(key, 10, 2)).map(({ version }) => version)).toEqual([1]);
    expect((await store.find(key))?.source?.text).toBe('d');
  });

  it('has room for the longest parts, whatever they are written in', async () => {
    const by = { savedAt: NOW, savedById: 'staff', savedByName: 'Ann' };
    const source = { subject: '😀'.repeat(200), text: '😀'.repeat(20_000), html: '😀'.repeat(100_000) };
    const key = { siteId: 'site', template: 'test', locale: 'en' } as const;
    await database.transactions.run((tx) => store.add(tx, { ...key, version: 1, source, ...by }));
    expect((await store.find(key))?.source).toEqual(source);
  });
});
