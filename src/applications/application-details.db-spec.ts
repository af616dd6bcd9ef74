import { v7 } from 'uuid';
import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { StaffStore } from '../auth';
import { Group, GroupStore } from '../groups';
import { Mail, MailReadModel } from '../mail';
import { type Config } from '../platform/config/config';
import { Keys } from '../platform/crypto/keys';
import { type RegistrationForms } from '../registration-form';
import { RegistrationSettingsStore } from '../registration-settings';
import { SignupUrl } from '../signup-urls';
import { Site } from '../sites';
import { ApplicationDetailsReadModel } from './application-details.read-model';
import { ApplicationHistory } from './application-history.entity';
import { ApplicationSearch } from './application-search';
import { Application } from './application.entity';
import { ApplicationReadModel } from './application.read-model';
import { ApplicationStore } from './application.store';
import { ClientNetworks } from './client-networks';
import { RelatedApplicationsReadModel } from './related-applications';
import { anApplication } from './testing/an-application';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const HOUR = 3_600_000;
const CODE = { id: 'code', code: 'SPRING-2026', label: 'Spring fair', removed: true };

let database: MigratedDatabase;
let details: ApplicationDetailsReadModel;

beforeAll(async () => {
  database = await createMigratedDatabase();
  const { dataSource } = database;
  const settings = new RegistrationSettingsStore(dataSource);
  const search = new ApplicationSearch(dataSource);
  const staff = new StaffStore(dataSource);
  const readModel = new ApplicationReadModel(search, new ApplicationStore(dataSource), staff, settings);
  details = new ApplicationDetailsReadModel(
    dataSource,
    readModel,
    new RelatedApplicationsReadModel(dataSource, readModel),
    settings,
    { shown: () => Promise.resolve([]) } as unknown as RegistrationForms,
    new GroupStore(dataSource),
    new MailReadModel(dataSource),
    { http: { publicBaseUrl: 'https://register.example' } } as Config,
  );
  await database.transactions.run(async (tx) => {
    for (const siteId of ['site', 'other']) {
      await tx.insert(Site, { id: siteId, slug: siteId, name: siteId, registrationAvailable: true, createdAt: NOW });
    }
    const group = { siteId: 'site', id: 'group', lmsId: 'lms-7', name: 'Evening', nameKey: 'evening', code: null, codeKey: null };
    await tx.insert(Group, { ...group, parentId: null, memberLimit: null, archived: false, createdAt: NOW, updatedAt: NOW });
    const url = {
      siteId: 'site',
      id: 'url',
      groupId: 'group',
      liveGroupId: null,
      key: 'random-key',
      codeRequired: true,
      codes: [CODE],
    };
    await tx.insert(SignupUrl, { ...url, publishedAt: NOW, publishedById: 'staff', version: 1, updatedAt: NOW });
  });
});

afterAll(() => database.close());

async function sent(said: Partial<Application>, siteId = 'site'): Promise<Application> {
  const application = anApplication({ siteId, ...said });
  await database.transactions.run(async (tx) => {
    await tx.insert(Application, { ...application });
    await tx.insert(ApplicationHistory, {
      ...{ siteId, applicationId: application.id, id: v7(), at: application.appliedAt, event: 'apply', fromStatus: null },
      ...{ toStatus: 'not_activated', actorKind: 'applicant' as const, actorId: null, reason: null, requestId: null },
    });
  });
  return application;
}

const seen = (application: Application, seesCodes = true) =>
  details.of(application.siteId, application.id, { locale: 'en', seesCodes });

describe('the details of an application', () => {
  it('say how it came in: the group, the URL, and the code it was let in by, though that is off the URL by now', async () => {
    const application = await sent({ groupId: 'group', signupUrlId: 'url', authenticationCodeId: 'code' });
    expect(await seen(application)).toMatchObject({
      group: { id: 'group', lmsId: 'lms-7', name: 'Evening' },
      signupUrl: { id: 'url', url: 'https://register.example/r/random-key' },
      authenticationCode: { id: 'code', label: 'Spring fair', code: 'SPRING-2026' },
    });
    expect((await seen(application, false)).authenticationCode).toEqual({ id: 'code', label: 'Spring fair', code: null });
  });

  it('say what they still can of what is gone', async () => {
    const application = await sent({ groupId: 'gone', signupUrlId: 'gone', authenticationCodeId: 'gone' });
    expect(await seen(application)).toMatchObject({
      group: null,
      signupUrl: { id: 'gone', url: null },
      authenticationCode: { id: 'gone', label: null, code: null },
    });
  });

  it('tell of every mail, and nothing of what was in it', async () => {
    const application = await sent({});
    const mail = { siteId: 'site', applicationId: application.id, locale: 'en', tries: 2, dueAt: NOW, queuedAt: NOW };
    const gone = { recipient: 'secret@person.example', params: '{"name":"Secret"}', sentAt: null, lastAnswer: '550 no' };
    await database.transactions.run((tx) =>
      tx.insert(Mail, { ...mail, ...gone, id: v7(), template: 'activation', state: 'failed' }),
    );
    const { mails } = await seen(application);
    expect(mails).toMatchObject([{ template: 'activation', state: 'failed', tries: 2, lastAnswer: '550 no' }]);
    expect(JSON.stringify(mails)).not.toMatch(/secret/i);
  });

  it('show who applied before with the same address or login ID, on this site', async () => {
    const hoursBefore = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);
    const older = await sent({ email: 'ann@person.example', appliedAt: hoursBefore(9), status: 'not_approved' });
    const old = await sent({ loginId: 'ann.ann', appliedAt: hoursBefore(8), status: 'not_approved' });
    await sent({ email: 'ann@person.example', loginId: 'ann.ann' }, 'other');
    const now = await sent({ email: 'Ann@person.example', loginId: 'ANN.ann', appliedAt: NOW });
    await sent({ email: 'ann@person.example', loginId: null, appliedAt: hoursBefore(-1) });
    expect((await seen(now)).earlier.map(({ application }) => application.id)).toEqual([old.id, older.id]);
    expect((await seen(older)).earlier).toEqual([]);
  });

  it('count who has the same mailbox by another spelling; show twenty', async () => {
    const one = await sent({ email: 'look.alike@gmail.com' });
    for (let i = 0; i < 21; i += 1) await sent({ email: `lookalike+${i}@googlemail.com` });
    await sent({ email: 'lookalike@example.com' });
    const { sameMailbox } = await seen(one);
    expect(sameMailbox).toMatchObject({ count: 21, exact: true });
    expect(sameMailbox.items).toHaveLength(20);
  });

  it('count who came from the same network within a day', async () => {
    const networks = new ClientNetworks(
      new Keys({ secretKey: 'a secret of this test, long enough', previousSecretKey: null } as Config),
    );
    const from = (address: string, hours: number): Promise<Application> =>
      sent({ networkHash: networks.hashOf('site', address), appliedAt: new Date(NOW.getTime() + hours * HOUR) });
    const one = await from('203.0.113.7', 0);
    const near = [await from('203.0.113.200', -23), await from('::ffff:203.0.113.9', 5)];
    await from('203.0.113.8', -25);
    await from('203.0.114.7', 1);
    const { sameNetwork } = await seen(one);
    expect(sameNetwork.items.map(({ application }) => application.id).sort()).toEqual(near.map(({ id }) => id).sort());
    expect((await seen(await sent({ networkHash: null }))).sameNetwork).toEqual({ count: 0, exact: true, items: [] });
    const six = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::', '2001:db8:1:3::1'].map((address) => networks.hashOf('site', address));
    expect([six[0] === six[1], six[0] === six[2]]).toEqual([true, false]);
    expect(networks.hashOf('site', '203.0.113.7')).not.toBe(networks.hashOf('other', '203.0.113.7'));
    expect(networks.hashOf('site', '203.0.113.7')).not.toContain('203');
  });
});
