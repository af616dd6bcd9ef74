import { type Config } from '../config/config';
import { SteadyClock } from '../clock/steady-clock';
import { ClientCounters } from './client-counters';
import { ClientLimits } from './client-limits';
import { CLIENT_LIMITS } from './rate-limits';

function setup({ isOff = false, clientFactor = 1, most = 1000 } = {}): {
  counters: ClientCounters;
  ask: (address?: string, kind?: keyof typeof CLIENT_LIMITS) => Promise<number | null>;
} {
  const counters = new ClientCounters(new SteadyClock(), most);
  const limits = new ClientLimits(counters, { rateLimits: { isOff, clientFactor } } as Config);
  return {
    counters,
    // Null when granted, otherwise the seconds to wait.
    ask: (address = '192.0.2.7', kind = 'resend') =>
      limits.ensureWithin(kind, address).then(
        () => null,
        (error: unknown) => (error as { facts: { retryAfterInSeconds: number } }).facts.retryAfterInSeconds,
      ),
  };
}

const { times, withinMs } = CLIENT_LIMITS.resend;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('one client', () => {
  it('may ask as often as the limit says, and is told when to come back', async () => {
    const { ask } = setup();
    for (let i = 0; i < times; i += 1) expect(await ask()).toBeNull();
    expect(await ask()).toBe(withinMs / 1000);
    jest.advanceTimersByTime(withinMs - 1500);
    expect(await ask()).toBe(2);
    jest.advanceTimersByTime(2000);
    expect(await ask()).toBeNull();
  });

  it('does not wait longer for asking in vain', async () => {
    const { ask } = setup();
    for (let i = 0; i < times * 3; i += 1) await ask();
    jest.advanceTimersByTime(withinMs);
    expect(await ask()).toBeNull();
  });

  it('does not take anything from others, nor from its other wishes', async () => {
    const { ask } = setup();
    for (let i = 0; i <= times; i += 1) await ask();
    expect(await ask()).not.toBeNull();
    expect(await ask('192.0.2.8')).toBeNull();
    expect(await ask('192.0.2.7', 'apply')).toBeNull();
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', 'same'],
    ['2001:db8:1:2::1', '2001:DB8:1:2:0::9%eth0', 'same'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', 'another'],
    ['192.0.2.7', '::ffff:192.0.2.7', 'same'],
    ['192.0.2.7', '::ffff:c000:207', 'same'],
    ['192.0.2.7', '192.0.2.8', 'another'],
  ])('%s and %s: the %s', async (one, other, expected) => {
    const { ask } = setup();
    for (let i = 0; i <= times; i += 1) await ask(one);
    expect((await ask(other)) === null ? 'another' : 'same').toBe(expected);
  });
});

describe('the setting', () => {
  it('multiplies what one client may ask', async () => {
    const { ask } = setup({ clientFactor: 2.5 });
    for (let i = 0; i < times * 2.5; i += 1) expect(await ask()).toBeNull();
    expect(await ask()).not.toBeNull();
  });

  it('can lift all limits', async () => {
    const { ask, counters } = setup({ isOff: true });
    for (let i = 0; i < times * 2; i += 1) expect(await ask()).toBeNull();
    expect(counters.size).toBe(0);
  });
});

describe('memory', () => {
  it('is not filled by any number of addresses', async () => {
    const { ask, counters } = setup();
    for (let i = 0; i < 5000; i += 1) await ask(`10.1.${i >> 8}.${i & 255}`);
    expect(counters.size).toBeLessThanOrEqual(1000);
  });

  it('is given back once nobody asks any more', async () => {
    const { ask, counters } = setup();
    for (let i = 0; i < 100; i += 1) await ask(`10.1.1.${i}`);
    expect(counters.size).toBe(100);
    await jest.advanceTimersByTimeAsync(withinMs + 60_000);
    expect(counters.size).toBe(0);
  });

  it('does not keep addresses of any length', async () => {
    const { ask, counters } = setup();
    await ask('x'.repeat(10_000));
    await ask('x'.repeat(20_000));
    expect(counters.size).toBe(1);
  });
});
