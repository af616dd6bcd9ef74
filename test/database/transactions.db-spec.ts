import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMigratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { Site } from '../../src/sites';
import { isDuplicateKey } from '../../src/platform/database/database-errors';
import { isSqlite } from '../../src/platform/database/engine';
import { findLocked } from '../../src/platform/database/locks';
import { preparedRead } from '../../src/platform/database/prepared-read';
import { Contention } from '../../src/platform/database/transactions';

let database: MigratedDatabase;

beforeAll(async () => {
  database = await createMigratedDatabase();
});

afterAll(() => database.close());

const aSite = (slug: string): Site => ({
  id: `site-${slug}`,
  slug,
  name: slug,
  registrationAvailable: false,
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
});

const named = (slug: string): Promise<Site | null> => database.dataSource.manager.findOneBy(Site, { slug });

describe('a transaction', () => {
  it('sees what others have committed, and nothing else, on whichever connection', async () => {
    const [sql, expected] = isSqlite(database.dataSource)
      ? ['PRAGMA read_uncommitted', { read_uncommitted: 0 }]
      : ["SHOW VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')", { Value: 'READ-COMMITTED' }];
    const levels = await Promise.all(
      Array.from({ length: 12 }, () => database.transactions.run((tx) => tx.query<object[]>(sql))),
    );
    expect(levels).toHaveLength(12);
    for (const [level] of levels) expect(level).toMatchObject(expected);
  });

  it('keeps all of its work', async () => {
    await database.transactions.run((tx) => tx.insert(Site, aSite('kept')));
    expect(await named('kept')).toEqual(aSite('kept'));
  });

  it('keeps nothing when it fails, and does nothing afterwards', async () => {
    const effect = jest.fn();
    const failing = database.transactions.run(async (tx) => {
      await tx.insert(Site, aSite('undone'));
      database.transactions.onceCommitted(tx, effect);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await named('undone')).toBeNull();
    expect(effect).not.toHaveBeenCalled();
  });

  it('does what follows once it is committed, and what it wrote can be seen by then', async () => {
    let seen: Promise<Site | null> | undefined;
    await database.transactions.run(async (tx) => {
      database.transactions.onceCommitted(tx, () => {
        seen = named('followed');
      });
      await tx.insert(Site, aSite('followed'));
    });
    expect(await seen).not.toBeNull();
  });

  it('runs again, from the beginning, when what it read is no longer so', async () => {
    const effect = jest.fn();
    let tries = 0;
    await database.transactions.run(async (tx) => {
      tries += 1;
      database.transactions.onceCommitted(tx, effect);
      await tx.insert(Site, aSite('at-last'));
      if (tries < 3) throw new Contention();
    });
    expect(tries).toBe(3);
    expect(effect).toHaveBeenCalledTimes(1);
    expect(await named('at-last')).not.toBeNull();
  });

  it('loses no update of fifty that change one row at once', async () => {
    await database.transactions.run((tx) => tx.insert(Site, { ...aSite('counter'), name: '0' }));
    const countUp = (): Promise<unknown> =>
      database.transactions.run(async (tx) => {
        const site = await findLocked(tx, Site, { slug: 'counter' });
        await sleep(1);
        return tx.update(Site, { slug: 'counter' }, { name: String(Number(site?.name) + 1) });
      });
    await Promise.all(Array.from({ length: 50 }, countUp));
    expect((await named('counter'))?.name).toBe('50');
  });

  it('survives deadlocks: two that lock the same rows in opposite order both succeed', async () => {
    await database.transactions.run((tx) => tx.insert(Site, [aSite('left'), aSite('right')]));
    const rename = (first: string, second: string): Promise<unknown> =>
      database.transactions.run(async (tx) => {
        await findLocked(tx, Site, { slug: first });
        await sleep(50);
        await findLocked(tx, Site, { slug: second });
        return tx.update(Site, { slug: second }, { name: `after ${first}` });
      });
    await Promise.all([rename('left', 'right'), rename('right', 'left')]);
    expect((await named('left'))?.name).toBe('after right');
    expect((await named('right'))?.name).toBe('after left');
  });
});

describe('a unique key', () => {
  it('lets one of many through, and names itself to the others', async () => {
    const attempts = Array.from({ length: 20 }, (_, i) =>
      database.transactions
        .run((tx) => tx.insert(Site, { ...aSite('only-one'), id: `racer-${i}` }))
        .then(
          () => 'added',
          (error: unknown) => (isDuplicateKey(error) ? 'duplicate' : error),
        ),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(19);
  });

  it.each([
    ['case', 'abc', 'ABC'],
    ['accents', 'jose', 'josé'],
    ['emoji', 'a🙂', 'a🙃'],
    ['zero-width characters', 'ab-c', 'ab-c\u200B'],
  ])('compares exactly: %s make a difference', async (_, one, other) => {
    await database.transactions.run((tx) => tx.insert(Site, [aSite(one), aSite(other)]));
    expect((await named(other))?.slug).toBe(other);
  });
});

describe('a value', () => {
  it('comes back as it was: text of every plane, and moments to the millisecond', async () => {
    const name = '名前 🙂 \' " \\ % _ \u0301';
    await database.transactions.run((tx) => tx.insert(Site, { ...aSite('exact'), name }));
    expect(await named('exact')).toEqual({ ...aSite('exact'), name });
  });
});

describe('a nested part', () => {
  it('is undone alone: what came before and after stays', async () => {
    await database.transactions.run(async (tx) => {
      await tx.insert(Site, aSite('before'));
      await database.transactions.nested(tx, async () => {
        await tx.insert(Site, aSite('within'));
        return 'undo';
      });
      await tx.insert(Site, aSite('after'));
    });
    expect([await named('before'), await named('within'), await named('after')].map((site) => site !== null)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is kept when it says so, and undone with the whole', async () => {
    await database.transactions.run((tx) =>
      database.transactions.nested(tx, async () => {
        await tx.insert(Site, aSite('nested-kept'));
        return 'keep';
      }),
    );
    const failing = database.transactions.run(async (tx) => {
      await database.transactions.nested(tx, async () => {
        await tx.insert(Site, aSite('nested-undone'));
        return 'keep';
      });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await named('nested-kept')).not.toBeNull();
    expect(await named('nested-undone')).toBeNull();
  });

  it('that fails fails the whole with its own error', async () => {
    const failing = database.transactions.run((tx) =>
      database.transactions.nested(tx, () => Promise.reject(new Error('this one'))),
    );
    await expect(failing).rejects.toThrow('this one');
  });
});

describe('transactions together', () => {
  const insert = (slug: string): Promise<unknown> => database.transactions.run((tx) => tx.insert(Site, aSite(slug)));

  it('are kept as one, and each sees what the one before it wrote', async () => {
    let seen: Site | null = null;
    let read: object[] = [];
    await database.transactions.together(async () => {
      await insert('together-1');
      seen = await named('together-1');
      read = await preparedRead(database.dataSource, 'SELECT id FROM sites WHERE slug = ?', ['together-1']);
      await insert('together-2');
      return 'keep';
    });
    expect(seen).toEqual(aSite('together-1'));
    expect(read).toEqual([{ id: 'site-together-1' }]);
    expect(await named('together-2')).not.toBeNull();
  });

  it('are undone as one, when that is wanted', async () => {
    await database.transactions.together(async () => {
      await insert('rehearsed');
      expect(await named('rehearsed')).not.toBeNull();
      return 'undo';
    });
    expect(await named('rehearsed')).toBeNull();
  });

  it('are undone as one, when the last of them fails', async () => {
    const failing = database.transactions.together(async () => {
      await insert('before-the-fault');
      await insert('together-1');
      return 'keep';
    });
    await expect(failing).rejects.toThrow();
    expect(await named('before-the-fault')).toBeNull();
  });

  it('go on when one fails and that is put up with: only that one is undone', async () => {
    await database.transactions.together(async () => {
      await insert('before-and-kept');
      const failing = database.transactions.run(async (tx) => {
        await tx.insert(Site, aSite('half-done'));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await insert('after-and-kept');
      return 'keep';
    });
    expect(await named('half-done')).toBeNull();
    expect(await named('before-and-kept')).not.toBeNull();
    expect(await named('after-and-kept')).not.toBeNull();
  });

  it('never run again by halves', async () => {
    let tries = 0;
    const losing = database.transactions.together(async () => {
      await insert('lost');
      await database.transactions.run(() => {
        tries += 1;
        return Promise.reject(new Contention());
      });
      return 'keep';
    });
    await expect(losing).rejects.toThrow(Contention);
    expect(tries).toBe(1);
    expect(await named('lost')).toBeNull();
  });

  it('are nobody else’s: who writes meanwhile does so for themselves', async () => {
    let outside: Promise<unknown> | undefined;
    const elsewhere = AsyncResource.bind(() => insert('of-somebody-else'));
    await database.transactions.together(async () => {
      await insert('undone-with-all');
      outside = elsewhere();
      await sleep(50);
      return 'undo';
    });
    await outside;
    expect(await named('undone-with-all')).toBeNull();
    expect(await named('of-somebody-else')).not.toBeNull();
  });
});
