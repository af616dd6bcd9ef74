import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { Site } from '../sites';
import { UsedChallenge } from './used-challenge.entity';
import { UsedChallengeStore } from './used-challenge.store';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const minutesLater = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

let database: MigratedDatabase;
let store: UsedChallengeStore;
beforeAll(async () => {
  database = await createMigratedDatabase();
  store = new UsedChallengeStore(database.dataSource);
  const site = { name: 'Academy', registrationAvailable: true, createdAt: NOW };
  await database.transactions.run(async (tx) => {
    for (const id of ['site', 'other']) await tx.insert(Site, { ...site, id, slug: id });
  });
});
afterEach(() => database.transactions.run((tx) => tx.deleteAll(UsedChallenge)));
afterAll(() => database.close());

const challenge = (challengeHash: string, said: Partial<UsedChallenge> = {}): UsedChallenge => ({
  siteId: 'site',
  challengeHash,
  expiresAt: minutesLater(10),
  ...said,
});
const use = (used: UsedChallenge): Promise<boolean> => database.transactions.run((tx) => store.add(tx, used));

it('a challenge is used once, on each site', async () => {
  expect([await use(challenge('a')), await use(challenge('a')), await use(challenge('b'))]).toEqual([true, false, true]);
  expect(await use(challenge('a', { siteId: 'other' }))).toBe(true);
  expect([await store.has(challenge('a')), await store.has(challenge('c'))]).toEqual([true, false]);
});

it('of many who use it at once, one does', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => use(challenge('at-once'))));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
});

it('whoever does not come through has not used it, and lets the next one have it', async () => {
  let next: Promise<boolean> | undefined;
  const failing = database.transactions.run(async (tx) => {
    await store.add(tx, challenge('undone'));
    next = use(challenge('undone'));
    throw new Error('the application came to nothing');
  });
  await expect(failing).rejects.toThrow('nothing');
  expect(await next).toBe(true);
});

it('what would have expired is deleted, so many at a time, longest ago first', async () => {
  for (const [i, expiresAt] of [minutesLater(-3), minutesLater(-1), NOW, minutesLater(1)].entries())
    await use(challenge(String(i), { expiresAt }));
  const purge = (): Promise<number> => database.transactions.run((tx) => store.purge(tx, NOW, 2));
  expect(await purge()).toBe(2);
  expect([await store.has(challenge('1')), await store.has(challenge('2'))]).toEqual([false, true]);
  expect([await purge(), await purge()]).toEqual([1, 0]);
  expect(await store.has(challenge('3'))).toBe(true);
});
