import { Redis } from 'ioredis';
import { anApplicant } from '../support/builders';
import { plainly } from '../support/plain-fetch';
import { describeWith } from '../support/programs';
import { OwnRedis } from '../support/own-server';
import { type Home, makeHome, startService, type Service } from '../support/service';
import { createSite, createStaff, type TestSite } from '../support/site';
import { waitFor } from '../support/wait';

jest.setTimeout(180_000);

// "Asking for another mail", in src/platform/rate-limits/rate-limits.ts.
const TIMES_AN_HOUR = 10;

describeWith('redis-server')('two processes with one Redis', () => {
  let redis: OwnRedis;
  let home: Home;
  let replicas: [Service, Service];
  let site: TestSite;

  beforeAll(async () => {
    redis = await OwnRedis.start();
    home = await makeHome();
    const settings = { SMTP_URL: 'smtp://127.0.0.1:9', RATE_LIMITS: '1', REDIS_URL: redis.url };
    const first = await startService(settings, home);
    replicas = [first, await startService(settings, home)];
    site = await createSite(first, await createStaff(first, 'operator'));
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.stop();
    await home.remove();
    await redis.remove();
  });

  /** Asks so often for another mail, to other addresses each time; answers how often that was granted. */
  async function granted(replica: Service, times: number): Promise<number> {
    let count = 0;
    for (let i = 0; i < times; i += 1) {
      const { status } = await plainly(`${replica.baseUrl}/v1/sites/${site.slug}/activations/resend`, {
        json: { email: anApplicant().email },
      });
      expect([202, 429]).toContain(status);
      if (status === 202) count += 1;
    }
    return count;
  }

  const saidBy = (replica: Service, text: string): Promise<true> =>
    waitFor(`the log to say "${text}"`, () => (replica.logs().includes(text) ? true : undefined));

  it('say at start that they share', async () => {
    await saidBy(replicas[0], 'limits per client address are shared through Redis');
  });

  it('grant together what the limit says, and keep no address in clear', async () => {
    const [first, second] = replicas;
    expect(await granted(first, 6)).toBe(6);
    expect(await granted(second, 6)).toBe(TIMES_AN_HOUR - 6);
    expect(await granted(first, 1)).toBe(0);
    const client = new Redis(redis.url);
    const keys = await client.keys('*');
    client.disconnect();
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key).toMatch(/^matricula:client-limit:[\w-]{43}$/);
  });

  it('go on without it, each counting for itself, and share again when it is back', async () => {
    const [first, second] = replicas;
    await redis.kill();
    expect(await granted(first, TIMES_AN_HOUR + 1)).toBe(TIMES_AN_HOUR);
    expect(await granted(second, TIMES_AN_HOUR + 1)).toBe(TIMES_AN_HOUR);
    await saidBy(first, 'Redis is away');

    await redis.start();
    // Their own counters say no for an hour; that of the new Redis is empty.
    for (const replica of replicas) {
      await waitFor('sharing again', async () => ((await granted(replica, 1)) === 1 ? true : undefined));
    }
    await saidBy(first, 'Redis is back');
    const left = (await granted(first, TIMES_AN_HOUR)) + (await granted(second, TIMES_AN_HOUR));
    expect(left).toBeLessThanOrEqual(TIMES_AN_HOUR - 2);
  });
});

describe('a Redis that is not there at the start', () => {
  it('keeps nobody from starting, applying or being limited', async () => {
    const service = await startService({ SMTP_URL: 'smtp://127.0.0.1:9', RATE_LIMITS: '1', REDIS_URL: 'redis://127.0.0.1:9' });
    try {
      const answers = [];
      for (let i = 0; i < 31; i += 1) {
        answers.push(
          await plainly(`${service.baseUrl}/v1/staff/sessions`, {
            // No proxy is trusted: whatever address a client claims to have, it is one client.
            headers: { 'x-forwarded-for': `198.51.100.${i}`, forwarded: `for=198.51.100.${i}` },
            json: { email: anApplicant().email, password: 'wrong wrong wrong' },
          }),
        );
      }
      expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 30 }, () => 401), 429]);
      expect(service.logs()).toContain('Redis is away');
    } finally {
      await service.close();
    }
  });
});
