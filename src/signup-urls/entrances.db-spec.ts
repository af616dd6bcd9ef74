import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { Group, GroupStore } from '../groups';
import { Site } from '../sites';
import { Entrances } from './entrances';
import { SignupTallies } from './signup-tallies';
import { SignupTally } from './signup-tally.entity';
import { SignupUrl } from './signup-url.entity';
import { SignupUrlStore } from './signup-url.store';
import { aGroup, aSignupUrl } from './testing/a-signup-url';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const BEFORE = new Date('2026-03-01T11:59:59.999Z');

let database: MigratedDatabase;
let entrances: Entrances;

beforeAll(async () => {
  database = await createMigratedDatabase();
  const { dataSource, transactions } = database;
  entrances = new Entrances(new SignupUrlStore(dataSource), new GroupStore(dataSource), { now: () => NOW });
  await transactions.run(async (tx) => {
    for (const id of ['site', 'other']) {
      await tx.insert(Site, { id, slug: id, name: id, registrationAvailable: true, createdAt: NOW });
    }
    await tx.insert(Group, aGroup());
    await tx.insert(Group, aGroup({ siteId: 'other' }));
    await tx.insert(SignupUrl, aSignupUrl());
    await tx.insert(SignupUrl, aSignupUrl({ id: 'stopped', liveGroupId: null, stoppedAt: BEFORE, stopReason: 'staff' }));
    await tx.insert(SignupUrl, aSignupUrl({ id: 'ended', liveGroupId: null, endsAt: BEFORE }));
    await tx.insert(SignupUrl, aSignupUrl({ siteId: 'other', id: 'elsewhere' }));
  });
});
afterAll(() => database.close());

describe('a sign-up URL', () => {
  it('leads to its group', async () => {
    await expect(entrances.open('site', 'key-of-url')).resolves.toMatchObject({
      signupUrl: { id: 'url' },
      group: { id: 'group' },
    });
    await expect(entrances.openAnywhere('key-of-elsewhere')).resolves.toMatchObject({ group: { siteId: 'other' } });
  });

  it.each(['key-of-stopped', 'key-of-ended', 'key-of-elsewhere', 'KEY-OF-URL', 'key-of-url ', '', '%', 'x'.repeat(10_000)])(
    'with the key %j is not valid',
    async (key) => {
      await expect(entrances.open('site', key)).rejects.toMatchObject({ code: 'signup-url-not-valid', facts: {}, members: {} });
    },
  );

  it.each(['key-of-stopped', 'key-of-ended', 'unknown'])('is not valid without its site either: %s', async (key) => {
    await expect(entrances.openAnywhere(key)).rejects.toMatchObject({ code: 'signup-url-not-valid' });
  });

  it('waits with being stopped for those on their way in, and lets nobody in afterwards', async () => {
    const { transactions } = database;
    const order: string[] = [];
    let stopping: Promise<void> | undefined;
    await transactions.run(async (tx) => {
      await entrances.holdOpen(tx, { siteId: 'site', id: 'url' });
      stopping = transactions.run(async (other) => {
        await other.update(SignupUrl, { siteId: 'site', id: 'url' }, { stoppedAt: NOW, liveGroupId: null });
        order.push('stopped');
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push('let in');
    });
    await stopping;
    expect(order).toEqual(['let in', 'stopped']);
    await expect(transactions.run((tx) => entrances.holdOpen(tx, { siteId: 'site', id: 'url' }))).rejects.toMatchObject({
      code: 'signup-url-not-valid',
    });
  });
});

describe('who came in', () => {
  const tallies = new SignupTallies();
  const by = (signupUrlId: string | null, authenticationCodeId: string | null = null) => ({
    siteId: 'site',
    signupUrlId,
    authenticationCodeId,
  });
  const counted = async (): Promise<Record<string, [applied: number, approved: number]>> =>
    Object.fromEntries(
      (await database.dataSource.manager.find(SignupTally)).map(({ signupUrlId, codeId, applied, approved }) => [
        `${signupUrlId} ${codeId}`,
        [applied, approved],
      ]),
    );
  afterEach(() => database.transactions.run((tx) => tx.deleteAll(SignupTally)));

  it('is counted by URL and code', async () => {
    await database.transactions.run(async (tx) => {
      await tallies.applied(tx, [by('url', 'a'), by('url', 'a'), by('url', 'b'), by('url'), by(null)]);
      await tallies.applied(tx, [by('url', 'a')]);
      await tallies.approved(tx, [by('url', 'a'), by('url'), by(null)]);
      await tallies.replaced(tx, [by('url', 'b')]);
      await tallies.approved(tx, []);
    });
    await expect(counted()).resolves.toEqual({ 'url a': [3, 1], 'url b': [0, 0], 'url ': [1, 1] });
  });

  it('is not lost when many come at once', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        database.transactions.run((tx) => tallies.applied(tx, [by(i % 2 === 0 ? 'one' : 'two'), by('both')])),
      ),
    );
    await expect(counted()).resolves.toEqual({ 'one ': [25, 0], 'two ': [25, 0], 'both ': [50, 0] });
  });
});
