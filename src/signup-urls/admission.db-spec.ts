import { createMigratedDatabase, type MigratedDatabase } from '../../test/support/migrated-database';
import { type Config } from '../platform/config/config';
import { Keys } from '../platform/crypto/keys';
import { HashedTarget } from '../platform/rate-limits/hashed-target';
import { TargetLimit } from '../platform/rate-limits/target-limit.entity';
import { TargetLimits } from '../platform/rate-limits/target-limits';
import { Admission } from './admission';
import { aCode, aSignupUrl } from './testing/a-signup-url';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const minutesLater = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

const URL = aSignupUrl({ codeRequired: true, codes: [aCode('spring-2026'), aCode('autumn-2026'), aCode('winter-2025', true)] });
const A_WHILE_IN_MS = 20_000;
const HERE = '192.0.2.1';
const ELSEWHERE = '198.51.100.7';

let database: MigratedDatabase;
let now: Date;
let admission: Admission;

beforeAll(async () => {
  database = await createMigratedDatabase();
});
beforeEach(() => {
  now = NOW;
  const secrets = { secretKey: 'a secret of this test, long enough', previousSecretKey: null };
  const config = { ...secrets, rateLimits: { isOff: false, clientFactor: 1 } } as Config;
  const hashed = new HashedTarget(new Keys(config));
  admission = new Admission(new TargetLimits(config), hashed, database.transactions, { now: () => now });
});
afterEach(() => database.transactions.run((tx) => tx.deleteAll(TargetLimit)));
afterAll(() => database.close());

/** The id of the code that admitted, or why not. */
async function asked(typed: unknown, address = HERE, url = URL): Promise<string> {
  try {
    const answer = await admission.ask(url, typed, address);
    return answer.ok ? (answer.value?.id ?? 'no code asked') : answer.fault.code;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** Each a while after the one before: longer than the pauses that wrong ones cost. */
const askedAgain = async (times: number, typed: unknown, address = HERE): Promise<string[]> => {
  const answers: string[] = [];
  for (let i = 0; i < times; i += 1) {
    answers.push(await asked(typed, address));
    now = new Date(now.getTime() + A_WHILE_IN_MS);
  }
  return answers;
};

describe('a sign-up URL that asks for a code', () => {
  it('admits by any one of its codes', async () => {
    await expect(asked('Spring-2026')).resolves.toBe('id of spring-2026');
    await expect(asked(' ａｕｔｕｍｎ-2026 ')).resolves.toBe('id of autumn-2026');
  });

  it.each([undefined, null, '', 'spring', 'winter-2025', 42, ['spring-2026'], {}])(
    'says the same of %j as of every other',
    async (typed) => {
      await expect(asked(typed)).resolves.toBe('authentication-code-wrong');
    },
  );

  it('asks none where it needs none, whatever is typed', async () => {
    const open = aSignupUrl({ codes: URL.codes });
    await expect(asked('wrong', HERE, open)).resolves.toBe('no code asked');
    await expect(database.dataSource.manager.count(TargetLimit)).resolves.toBe(0);
  });
});

describe('wrong codes', () => {
  it('are limited for each client, and then a right one is answered like them', async () => {
    expect(new Set(await askedAgain(10, 'wrong'))).toEqual(new Set(['authentication-code-wrong']));
    await expect(asked('wrong')).resolves.toBe('too-many-requests');
    await expect(asked('spring-2026')).resolves.toBe('too-many-requests');
    await expect(asked('spring-2026', ELSEWHERE)).resolves.toBe('id of spring-2026');
  });

  it('make a client slower and slower', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const before = now.getTime();
      while ((await asked('wrong')) === 'too-many-requests') now = new Date(now.getTime() + 500);
      waits.push((now.getTime() - before) / 1000);
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8]);
  });

  it('hold nobody up for longer than five minutes', async () => {
    await askedAgain(11, 'wrong');
    now = minutesLater(5);
    await expect(asked('spring-2026')).resolves.toBe('id of spring-2026');
  });

  it('of many clients together are limited as well', async () => {
    for (let client = 1; client <= 3; client += 1) {
      now = NOW;
      await askedAgain(10, 'wrong', `203.0.113.${client}`);
    }
    await expect(asked('spring-2026', ELSEWHERE)).resolves.toBe('too-many-requests');
    now = minutesLater(5);
    await expect(asked('spring-2026', ELSEWHERE)).resolves.toBe('id of spring-2026');
  });

  it('at another URL do not count', async () => {
    await askedAgain(11, 'wrong');
    await expect(asked('spring-2026', HERE, { ...URL, id: 'another' })).resolves.toBe('id of spring-2026');
  });

  it('sent all at once are let through no oftener than in a row', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => asked('wrong')));
    expect(answers.filter((answer) => answer === 'authentication-code-wrong')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'too-many-requests')).toHaveLength(35);
  });

  it('leave nothing of a client’s address in the database', async () => {
    await asked('wrong');
    expect(JSON.stringify(await database.dataSource.manager.find(TargetLimit))).not.toContain(HERE);
  });
});

describe('right codes', () => {
  it('are not limited: a class registers at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => asked('spring-2026')));
    expect(new Set(answers)).toEqual(new Set(['id of spring-2026']));
  });
});
