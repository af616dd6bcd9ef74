import { later, MINUTES, SECONDS } from '../clock/clock';
import { ListedOrigins, type SiteOrigins } from './listed-origins';

const LMS = 'https://lms.example';
const NOON = new Date('2026-03-01T12:00:00Z');

function setUp(lookUp: () => Promise<readonly SiteOrigins[]>) {
  let now = NOON;
  let queries = 0;
  const origins = new ListedOrigins({ now: () => now });
  origins.lookedUpBy(() => {
    queries += 1;
    return lookUp();
  });
  return {
    origins,
    queries: () => queries,
    passes: (milliseconds: number) => {
      now = later(now, milliseconds);
    },
  };
}

describe('the origins that sites list', () => {
  it('count on the site that lists them, and on no other; without a site, on any', async () => {
    const { origins } = setUp(() => Promise.resolve([{ site: 'north', origins: [LMS] }]));
    await expect(origins.isListed(LMS, 'north')).resolves.toBe(true);
    await expect(origins.isListed(LMS, 'south')).resolves.toBe(false);
    await expect(origins.isListed(LMS)).resolves.toBe(true);
    await expect(origins.isListed('https://evil.example')).resolves.toBe(false);
  });

  it('cost one query in ten seconds, whatever is asked', async () => {
    const { origins, queries, passes } = setUp(() => Promise.resolve([]));
    await Promise.all(Array.from({ length: 100 }, (_, i) => origins.isListed(`https://${i}.example`, `site-${i}`)));
    passes(9 * SECONDS);
    await origins.isListed(LMS, 'north');
    expect(queries()).toBe(1);
    passes(1 * SECONDS);
    await origins.isListed(LMS, 'north');
    expect(queries()).toBe(2);
  });

  it('are read again at once when somebody has changed them', async () => {
    let listed: readonly SiteOrigins[] = [];
    const { origins } = setUp(() => Promise.resolve(listed));
    await expect(origins.isListed(LMS, 'north')).resolves.toBe(false);
    listed = [{ site: 'north', origins: [LMS] }];
    origins.forget();
    await expect(origins.isListed(LMS, 'north')).resolves.toBe(true);
  });

  it('go on counting while they cannot be read; nobody is listed before they could', async () => {
    const failure = new Error('away');
    const neverRead = setUp(() => Promise.reject(failure));
    await expect(neverRead.origins.isListed(LMS, 'north')).resolves.toBe(false);
    let isAway = false;
    const { origins, passes } = setUp(() =>
      isAway ? Promise.reject(failure) : Promise.resolve([{ site: 'north', origins: [LMS] }]),
    );
    await origins.isListed(LMS, 'north');
    isAway = true;
    passes(5 * MINUTES);
    await expect(origins.isListed(LMS, 'north')).resolves.toBe(true);
  });
});
