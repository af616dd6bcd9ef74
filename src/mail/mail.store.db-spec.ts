import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { Site } from '../sites';
import { MailStore } from './mail.store';
import { Mail } from './mail.entity';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const secondsLater = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

let database: MigratedDatabase;
let mails: MailStore;

beforeAll(async () => {
  database = await createMigratedDatabase();
  mails = new MailStore(database.dataSource);
  await database.transactions.run((tx) =>
    tx.insert(Site, { id: 'site', slug: 'site', name: 'Site', registrationAvailable: true, createdAt: NOW }),
  );
});

afterEach(() => database.transactions.run((tx) => tx.deleteAll(Mail)));

afterAll(() => database.close());

async function aMail(relevant: Partial<Mail> = {}): Promise<Mail> {
  const mail: Mail = {
    siteId: 'site',
    id: 'mail',
    applicationId: 'application',
    template: 'activation',
    locale: 'en',
    recipient: 'sam@example.org',
    params: '{}',
    state: 'queued',
    tries: 0,
    dueAt: NOW,
    queuedAt: NOW,
    sentAt: null,
    lastAnswer: null,
    ...relevant,
  };
  await database.transactions.run((tx) => mails.addAll(tx, [mail]));
  return mail;
}

const claim = (mail: Mail, until = secondsLater(20)): Promise<Mail | null> =>
  database.transactions.run((tx) => mails.claim(tx, mail, until));

const stored = (id = 'mail'): Promise<Mail | null> => database.dataSource.manager.findOneBy(Mail, { siteId: 'site', id });

describe('what is due', () => {
  it('is what waits, and what a courier took and never finished; oldest first', async () => {
    await aMail({ id: 'later', dueAt: secondsLater(1) });
    await aMail({ id: 'abandoned', state: 'sending', dueAt: secondsLater(-1) });
    await aMail({ id: 'in good hands', state: 'sending', dueAt: secondsLater(5) });
    await aMail({ id: 'waiting', dueAt: secondsLater(-2) });
    await aMail({ id: 'sent', state: 'sent', dueAt: secondsLater(-3) });
    await aMail({ id: 'given up', state: 'failed', dueAt: secondsLater(-3) });
    expect((await mails.due(NOW, 10)).map(({ id }) => id)).toEqual(['waiting', 'abandoned']);
  });
});

describe('a claim', () => {
  it('is given to one of many couriers that want the same mail at once', async () => {
    const mail = await aMail();
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(mail)));
    expect(claims.filter((mine) => mine !== null)).toHaveLength(1);
    expect(await stored()).toMatchObject({ state: 'sending', tries: 1, dueAt: secondsLater(20) });
  });

  it('that has run out can be taken over once', async () => {
    const first = await claim(await aMail());
    const [found] = await mails.due(secondsLater(21), 1);
    if (first === null || found === undefined) throw new Error('no claim to take over');
    const second = await claim(found, secondsLater(60));
    expect(second).toMatchObject({ tries: 2 });
    expect(await claim(found, secondsLater(60))).toBeNull();
  });

  it('that has passed to another settles nothing and renews nothing', async () => {
    const first = await claim(await aMail());
    const [found] = await mails.due(secondsLater(21), 1);
    if (first === null || found === undefined) throw new Error('no claim to take over');
    await claim(found, secondsLater(60));
    await database.transactions.run(async (tx) => {
      await mails.renew(tx, first, secondsLater(999));
      await mails.settle(tx, first, { state: 'sent', dueAt: NOW, sentAt: NOW, lastAnswer: 'late' });
    });
    expect(await stored()).toMatchObject({ state: 'sending', tries: 2, dueAt: secondsLater(60), lastAnswer: null });
  });
});

describe('a mail that is over', () => {
  it.each(['sent', 'failed'] as const)('and %s keeps its outcome and forgets the person', async (state) => {
    const mine = await claim(await aMail({ params: '{"params":{"name":"Sam"}}' }));
    if (mine === null) throw new Error('not claimed');
    await database.transactions.run((tx) => mails.settle(tx, mine, { state, dueAt: NOW, sentAt: null, lastAnswer: '250 OK' }));
    expect(await stored()).toMatchObject({ state, recipient: null, params: null, lastAnswer: '250 OK', tries: 1 });
  });

  it('for now keeps what is needed to try again', async () => {
    const mine = await claim(await aMail());
    if (mine === null) throw new Error('not claimed');
    const outcome = { state: 'queued', dueAt: secondsLater(5), sentAt: null, lastAnswer: '450 later' } as const;
    await database.transactions.run((tx) => mails.settle(tx, mine, outcome));
    expect(await stored()).toMatchObject({ state: 'queued', recipient: 'sam@example.org', params: '{}', dueAt: secondsLater(5) });
  });
});
