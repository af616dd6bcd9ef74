import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { Site } from '../sites';
import { MailOutboxReadModel } from './mail-outbox.read-model';
import { Mail } from './mail.entity';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const secondsLater = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

let database: MigratedDatabase;
let outbox: MailOutboxReadModel;

beforeAll(async () => {
  database = await createMigratedDatabase();
  outbox = new MailOutboxReadModel(database.dataSource);
  await database.transactions.run((tx) =>
    tx.insert(
      Site,
      ['one', 'two'].map((id) => ({ id, slug: id, name: id, registrationAvailable: true, createdAt: NOW })),
    ),
  );
});
afterEach(() => database.transactions.run((tx) => tx.deleteAll(Mail)));
afterAll(() => database.close());

let made = 0;
async function aMail(state: Mail['state'], dueAt: Date, siteId = 'one'): Promise<void> {
  made += 1;
  const about = { siteId, id: `mail-${made}`, applicationId: null, template: 'test' as const, locale: 'en' };
  const rest = { recipient: null, params: null, tries: 1, queuedAt: NOW, sentAt: null, lastAnswer: null };
  await database.transactions.run((tx) => tx.insert(Mail, { ...about, ...rest, state, dueAt }));
}

describe('the outbox, as operations see it', () => {
  it('is empty when there is nothing', async () => {
    expect(await outbox.depth('queued')).toBe(0);
    expect(await outbox.dueSince(NOW)).toBeNull();
  });

  it('counts the mails of all sites by state', async () => {
    await aMail('queued', NOW);
    await aMail('queued', NOW, 'two');
    await aMail('failed', NOW);
    expect(await Promise.all((['queued', 'sending', 'failed'] as const).map((state) => outbox.depth(state)))).toEqual([2, 0, 1]);
  });

  it('knows since when the longest overdue mail is due, a courier’s that died as well', async () => {
    await aMail('queued', secondsLater(1));
    await aMail('sent', secondsLater(-100));
    await aMail('failed', secondsLater(-100));
    expect(await outbox.dueSince(NOW)).toBeNull();
    await aMail('queued', secondsLater(-20));
    expect(await outbox.dueSince(NOW)).toEqual(secondsLater(-20));
    await aMail('sending', secondsLater(-30), 'two');
    expect(await outbox.dueSince(NOW)).toEqual(secondsLater(-30));
  });
});
