import { BotProtectionStore } from '../bot-protection';
import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { type MailTemplateVariables, type VariableUse } from '../mail';
import { DomainError } from '../platform/problem/domain-error';
import { Ids } from '../platform/ids/ids';
import { RegistrationSettingsStore } from '../registration-settings';
import { SiteHistory, THE_SERVICE } from '../site-history';
import { Site, SiteStore } from '../sites';
import { ChangeRegistrationFields } from './change-registration-fields.use-case';
import { ChangeTerms } from './change-terms.use-case';
import { isStale } from './domain/check-submission';
import { FormViews } from './form-view';
import { RegistrationFields } from './registration-fields.entity';
import { RegistrationFieldsStore } from './registration-fields.store';
import { RegistrationForms } from './registration-forms';
import { RegistrationTerms } from './registration-terms.entity';
import { RegistrationTermsStore } from './registration-terms.store';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const staffId = '019a1f0e-0000-7000-8000-000000000001';

let database: MigratedDatabase;
let uses: VariableUse[];
let changeFields: ChangeRegistrationFields;
let changeTerms: ChangeTerms;
let forms: RegistrationForms;

beforeAll(async () => {
  database = await createMigratedDatabase();
  await database.transactions.run((tx) =>
    tx.insert(Site, { id: 'site', slug: 'site', name: 'Site', registrationAvailable: true, createdAt: NOW }),
  );
});

beforeEach(() => {
  const { dataSource, transactions } = database;
  const settings = new RegistrationSettingsStore(dataSource);
  const fields = new RegistrationFieldsStore(dataSource);
  const terms = new RegistrationTermsStore(dataSource);
  const clock = { now: () => NOW };
  const history = new SiteHistory(clock, new Ids(clock));
  uses = [];
  changeFields = new ChangeRegistrationFields(
    new SiteStore(dataSource),
    settings,
    fields,
    { inUse: () => Promise.resolve(uses) } as unknown as MailTemplateVariables,
    history,
    transactions,
    clock,
  );
  changeTerms = new ChangeTerms(terms, history, transactions, clock);
  forms = new RegistrationForms(
    new SiteStore(dataSource),
    settings,
    fields,
    terms,
    new BotProtectionStore(dataSource),
    new FormViews(),
  );
});

afterEach(() =>
  database.transactions.run(async (tx) => {
    await tx.deleteAll(RegistrationFields);
    await tx.deleteAll(RegistrationTerms);
  }),
);

afterAll(() => database.close());

const BUILT_IN = ['loginId', 'name', 'email', 'password'].map((key) => ({ type: 'built-in', key, used: true }));
const displayName = { type: 'built-in', key: 'displayName', used: true };
const question = (label: string) => ({ type: 'text', key: 'company', label: { en: label } });

const saveFields = (seen: number, ...more: object[]) =>
  changeFields.execute({ siteId: 'site', seen, definition: { fields: [...BUILT_IN, ...more] }, staffId, by: THE_SERVICE });
const saveTerms = (seen: number, terms: object) => changeTerms.execute({ siteId: 'site', seen, terms, staffId, by: THE_SERVICE });
const aText = (text: string) => ({ title: { en: 'Terms' }, markdown: { en: text } });

/** How each attempt ended: with a value, or with the code of a problem. */
const outcomesOf = async (attempts: readonly Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(attempts)).map((attempt) => {
    if (attempt.status === 'fulfilled') return 'saved';
    if (attempt.reason instanceof DomainError) return attempt.reason.code;
    throw attempt.reason;
  });

describe('the fields of a form', () => {
  it('are those that are built in, until somebody changes them', async () => {
    const form = await forms.current('site');
    expect(form.fields.map(({ key }) => key)).toEqual(['loginId', 'name', 'email', 'password']);
    expect(form).toMatchObject({ siteName: 'Site', isOpen: false, terms: null, passwordMinimum: 8, locale: 'en' });
  });

  it('are a version each, and the older ones stay', async () => {
    const first = await forms.current('site');
    expect(await saveFields(0, question('Firm'))).toMatchObject({ version: 1, createdAt: NOW });
    const second = await forms.current('site');
    await saveFields(1, question('Company'));
    const third = await forms.current('site');
    expect(new Set([first.version, second.version, third.version]).size).toBe(3);
    expect((await forms.fieldsOf('site', second.version))[4]).toMatchObject({ label: { en: 'Firm' } });
    expect((await forms.fieldsOf('site', third.version))[4]).toMatchObject({ label: { en: 'Company' } });
    expect(await forms.fieldsOf('site', first.version)).toHaveLength(10);
    expect(await forms.fieldsOf('site', 'nonsense')).toHaveLength(10);
  });

  it('are no new version when nothing has changed', async () => {
    await saveFields(0, question('Firm'));
    const before = await forms.current('site');
    expect(await saveFields(1, question('Firm'))).toMatchObject({ version: 1 });
    expect((await forms.current('site')).version).toBe(before.version);
  });

  it('cannot be overwritten by who has read an older version', async () => {
    await saveFields(0, question('Firm'));
    expect(await outcomesOf([saveFields(0, question('Company')), saveFields(5, question('Company'))])).toEqual([
      'version-stale',
      'version-stale',
    ]);
  });

  it('are saved by one of two who save at once', async () => {
    for (let seen = 0; seen < 5; seen += 1) {
      const outcomes = await outcomesOf(['A', 'B', 'C'].map((name) => saveFields(seen, question(`${name} ${seen}`))));
      expect(outcomes.sort()).toEqual(['saved', 'version-stale', 'version-stale']);
    }
    const rows = await database.dataSource.manager.find(RegistrationFields, { order: { version: 'ASC' } });
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
  });

  it('cannot go while a mail template uses them', async () => {
    uses = [
      { variable: 'displayName', template: 'approved' },
      { variable: 'answers.company', template: 'not-approved' },
    ];
    await saveFields(0, displayName, question('Firm'));
    const refusals: unknown[] = [];
    for (const kept of [[question('Firm')], [displayName], [{ ...displayName, used: false }, question('Firm')]]) {
      await saveFields(1, ...kept).catch((error: unknown) => refusals.push((error as DomainError).facts));
    }
    expect(refusals).toEqual([
      { field: 'displayName', template: 'approved' },
      { field: 'company', template: 'not-approved' },
      { field: 'displayName', template: 'approved' },
    ]);
    expect(await saveFields(1, question('Firm'), displayName)).toMatchObject({ version: 2 });
  });

  it('may be as many and as wordy as the rules allow', async () => {
    const options = Array.from({ length: 200 }, (_, i) => ({ value: `${i}`, label: { ja: '漢'.repeat(100) } }));
    const questions = Array.from({ length: 50 }, (_, i) => ({ ...question('Q'), key: `q${i}`, type: 'radio', options }));
    await saveFields(0, ...questions);
    expect((await forms.current('site')).fields).toHaveLength(54);
  });
});

describe('terms of use', () => {
  it('are a version for each text; switching them off and on leaves it', async () => {
    expect(await saveTerms(0, { enabled: true, ...aText('One') })).toMatchObject({ revision: 1, version: 1, publishedAt: NOW });
    const form = await forms.current('site');
    expect(form.terms).toEqual({ version: 1, ...aText('One') });
    expect(await saveTerms(1, { enabled: false })).toMatchObject({ revision: 2, version: 1 });
    expect((await forms.current('site')).terms).toBeNull();
    expect(await saveTerms(2, { enabled: true })).toMatchObject({ revision: 3, version: 1 });
    expect((await forms.current('site')).version).toBe(form.version);
    expect(await saveTerms(3, { enabled: true, markdown: { en: 'Two' } })).toMatchObject({ revision: 4, version: 2 });
    const later = await forms.current('site');
    expect(isStale(later, { formVersion: form.version })).toBe(true);
    expect(isStale(later, { terms: { version: 1, accepted: true } })).toBe(true);
  });

  it('are no change when they are as they were', async () => {
    await saveTerms(0, { enabled: true, ...aText('One') });
    expect(await saveTerms(1, { enabled: true, ...aText('One') })).toMatchObject({ revision: 1, version: 1 });
  });

  it.each<[string, object]>([
    ['no text', { enabled: true }],
    ['no text but a title', { enabled: true, title: { en: 'Terms' } }],
    ['no title', { enabled: true, markdown: { en: 'One' } }],
    ['no title in one language', { enabled: true, title: { en: 'Terms' }, markdown: { en: 'One', ja: '一' } }],
    ['no text in one language', { enabled: false, title: { en: 'Terms', ja: '規約' }, markdown: { en: 'One' } }],
    ['a switch that is none', { enabled: 'yes' }],
    ['nothing', {}],
    ['a text that is too long', { enabled: true, title: { en: 'Terms' }, markdown: { en: 'x'.repeat(100_001) } }],
    ['a text with NUL', { enabled: true, title: { en: 'Terms' }, markdown: { en: 'a\u0000b' } }],
    ['a title of two lines', { enabled: true, title: { en: 'a\nb' }, markdown: { en: 'One' } }],
    ['a blank text', { enabled: true, title: { en: 'Terms' }, markdown: { en: ' \n ' } }],
    ['a version of one’s own', { enabled: true, ...aText('One'), version: 3 }],
  ])('are refused when they cannot be shown: %s', async (_, terms) => {
    expect(await outcomesOf([saveTerms(0, terms)])).toEqual(['validation-failed']);
  });

  it('are kept to the last letter, however long', async () => {
    const markdown = { en: `${'a\n\n'.repeat(33_000)}b`, ja: '漢'.repeat(100_000) };
    await saveTerms(0, { enabled: true, title: { en: 'Terms', ja: '規約' }, markdown });
    expect((await forms.current('site')).terms?.markdown).toEqual(markdown);
  });

  it('are published by one of two who publish at once', async () => {
    for (let seen = 0; seen < 5; seen += 1) {
      const outcomes = await outcomesOf(
        ['A', 'B'].map((text) => saveTerms(seen, { enabled: true, ...aText(`${text} ${seen}`) })),
      );
      expect(outcomes.sort()).toEqual(['saved', 'version-stale']);
    }
    expect(await forms.current('site')).toMatchObject({ terms: { version: 5 } });
  });
});
