import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { type Application } from '../applications';
import { Staff, StaffMembership, type SiteRole, StaffStore } from '../auth';
import { type MailOutbox } from '../mail';
import { RegistrationSettingsStore } from '../registration-settings';
import { Site } from '../sites';
import { NotifiedStaff, StaffNotificationStore } from '../staff-notifications';
import { ReviewerMails } from './reviewer-mails';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const SITE: Site = { id: 'site', slug: 'site', name: 'Site', registrationAvailable: true, createdAt: NOW };

type Letter = Parameters<MailOutbox['enqueue']>[1];

let database: MigratedDatabase;
let letters: Letter[];
let settings: RegistrationSettingsStore;
let choices: StaffNotificationStore;
let mails: ReviewerMails;

beforeAll(async () => {
  database = await createMigratedDatabase();
  const { dataSource, transactions } = database;
  settings = new RegistrationSettingsStore(dataSource);
  choices = new StaffNotificationStore(dataSource);
  const outbox = {
    enqueue: (_tx: unknown, letter: Letter) => Promise.resolve(letters.push(letter)),
  } as unknown as MailOutbox;
  mails = new ReviewerMails(new NotifiedStaff(new StaffStore(dataSource), choices), settings, outbox);
  await transactions.run((tx) => tx.insert(Site, [SITE, { ...SITE, id: 'other', slug: 'other' }]));
  await onStaff('ann', 'administrator');
  await onStaff('ben', 'administrator');
  await onStaff('gone', 'administrator', { disabledAt: NOW });
  await onStaff('rika', 'reviewer');
  await onStaff('stranger', 'administrator', {}, 'other');
});

beforeEach(() => {
  letters = [];
});

afterAll(() => database.close());

async function onStaff(id: string, role: SiteRole, more: Partial<Staff> = {}, siteId = SITE.id): Promise<void> {
  const email = `${id}@site.example`;
  const person = { id, name: id, email, emailKey: email, passwordHash: '-', isOperator: false, tokenGeneration: 0 };
  await database.transactions.run(async (tx) => {
    await tx.insert(Staff, { ...person, disabledAt: null, createdAt: NOW, ...more });
    await tx.insert(StaffMembership, { siteId, staffId: id, role });
  });
}

/** Who is written when the settings name `chosen`, in alphabetical order, and in which language. */
async function written(chosen: readonly string[], locale: 'en' | 'ja' = 'en'): Promise<string[]> {
  const application = {
    id: 'application',
    name: 'Sam Example',
    loginId: 'sam.example',
    email: 'sam@school.example',
    activatedAt: NOW,
  } as Application;
  await database.transactions.run(async (tx) => {
    const current = await settings.get(SITE.id, tx);
    const version = current.version + 1;
    await settings.replace(tx, current.version, { ...current, notifiedOfApplications: chosen, locale, version });
    await mails.applicationWaiting(tx, application, SITE);
  });
  expect(letters.every(({ siteId, applicationId }) => siteId === SITE.id && applicationId === 'application')).toBe(true);
  return letters.map(({ to, locale }) => `${to.replace('@site.example', '')} ${locale}`).sort();
}

describe('a waiting application', () => {
  it.each<[string, string[], string[]]>([
    ['the administrators who may log in', ['administrators'], ['ann en', 'ben en']],
    ['who is chosen', ['rika'], ['rika en']],
    ['both, each once', ['administrators', 'ben', 'rika'], ['ann en', 'ben en', 'rika en']],
    ['nobody, if that is the wish', [], []],
    ['those chosen who are still there', ['gone', 'left', 'rika'], ['rika en']],
    ['the administrators, when nobody chosen is there any more', ['gone', 'left', 'stranger'], ['ann en', 'ben en']],
  ])('is told to %s', async (_who, chosen, told) => {
    expect(await written(chosen)).toEqual(told);
  });

  it('is told in the language of the site', async () => {
    expect(await written(['rika'], 'ja')).toEqual(['rika ja']);
  });
});
