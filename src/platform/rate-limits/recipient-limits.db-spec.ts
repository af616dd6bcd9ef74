import { createMigratedDatabase, type MigratedDatabase } from '../../../test/support/migrated-database';
import { type Config } from '../config/config';
import { Keys } from '../crypto/keys';
import { HashedTarget } from './hashed-target';
import { type Recipient, RecipientLimits } from './recipient-limits';
import { type Taken } from './sliding-window';
import { TargetLimit } from './target-limit.entity';
import { TargetLimits } from './target-limits';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const minutesLater = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterEach(() => database.transactions.run((tx) => tx.deleteAll(TargetLimit)));
afterAll(() => database.close());

function setup({ isOff = false } = {}): { limits: TargetLimits; recipients: RecipientLimits } {
  const secrets = { secretKey: 'a secret of this test, long enough', previousSecretKey: null };
  const config = { ...secrets, rateLimits: { isOff, clientFactor: 1 } } as Config;
  const limits = new TargetLimits(config);
  return { limits, recipients: new RecipientLimits(limits, new HashedTarget(new Keys(config))) };
}

const SAM: Recipient = { siteId: 'site', kind: 'activation-mail', emailKey: 'sam@example.org' };

const take = (recipient: Recipient = SAM, now = NOW, { recipients } = setup()): Promise<Taken> =>
  database.transactions.run((tx) => recipients.take(tx, recipient, now));

const granted = (outcomes: readonly Taken[]): number => outcomes.filter((outcome) => outcome.granted).length;

describe('mails to one address', () => {
  it('are granted three times an hour, by whichever process they are asked of', async () => {
    const outcomes = [await take(), await take(), await take(), await take(SAM, minutesLater(59))];
    expect(outcomes.map((outcome) => outcome.granted)).toEqual([true, true, true, false]);
    expect(outcomes.at(-1)).toEqual({ granted: false, retryAt: minutesLater(60) });
    expect(await take(SAM, minutesLater(60))).toEqual({ granted: true, retryAt: null });
  });

  it.each([2, 30])('are granted exactly three times when %i ask at the same moment', async (askers) => {
    const outcomes = await Promise.all(Array.from({ length: askers }, () => take()));
    expect(granted(outcomes)).toBe(Math.min(3, askers));
    expect(granted([await take()])).toBe(askers < 3 ? 1 : 0);
  });

  it('are counted apart: by site, kind and address', async () => {
    for (let i = 0; i < 3; i += 1) await take();
    expect(await take({ ...SAM, siteId: 'other site' })).toMatchObject({ granted: true });
    expect(await take({ ...SAM, kind: 'application' })).toMatchObject({ granted: true });
    expect(await take({ ...SAM, emailKey: 'alex@example.org' })).toMatchObject({ granted: true });
    expect(await take()).toMatchObject({ granted: false });
  });

  it('count only if what they are for has happened', async () => {
    const { recipients } = setup();
    const undone = database.transactions.run(async (tx) => {
      await recipients.take(tx, { ...SAM, kind: 'already-registered-mail' }, NOW);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await take({ ...SAM, kind: 'already-registered-mail' })).toMatchObject({ granted: true });
    expect(await take({ ...SAM, kind: 'already-registered-mail' })).toMatchObject({ granted: false });
  });

  it('leave nothing of the address, and nothing that is the same on two sites', async () => {
    await take();
    await take({ ...SAM, siteId: 'other site' });
    const rows = await database.dataSource.manager.find(TargetLimit);
    expect(JSON.stringify(rows)).not.toMatch(/sam|example/);
    expect(new Set(rows.map(({ target }) => target)).size).toBe(2);
  });

  it('are granted without end where limits are off', async () => {
    const outcomes: Taken[] = [];
    for (let i = 0; i < 10; i += 1) outcomes.push(await take(SAM, NOW, setup({ isOff: true })));
    expect(granted(outcomes)).toBe(10);
  });
});

describe('purging', () => {
  it('deletes in batches what no limit looks at any more, oldest first', async () => {
    const { limits } = setup();
    const purge = (batchSize: number): Promise<number> =>
      database.transactions.run((tx) => limits.purge(tx, minutesLater(60), batchSize));
    for (const [i, minute] of [-30, -20, -10, 0].entries()) {
      await take({ ...SAM, emailKey: `${i}@example.org` }, minutesLater(minute));
    }
    expect([await purge(2), await purge(2), await purge(2)]).toEqual([2, 1, 0]);
    expect(await database.dataSource.manager.find(TargetLimit)).toMatchObject([{ lastAskedAt: NOW }]);
  });
});
