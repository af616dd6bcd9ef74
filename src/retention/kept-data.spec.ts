import { CronSchedule } from '../platform/clock/cron-schedule';
import { KEPT_FOR } from '../platform/config/kept-for';
import { SETTINGS } from '../platform/config/settings';
import { SITE_RETENTION } from './domain/site-retention';
import { KEPT_ROWS } from './kept-data';

const jobs = KEPT_ROWS.flatMap(({ job }) => job ?? []);

describe('the list of what is kept', () => {
  it('says of every setting of a site what it is about, once', () => {
    const named = KEPT_ROWS.flatMap(({ term }) => (term.by === 'site' ? term.setting : []));
    expect(named.sort()).toEqual(Object.keys(SITE_RETENTION).sort());
  });

  it('says of every setting of the deployment what it is about, once', () => {
    const named = KEPT_ROWS.flatMap(({ term }) => (term.by === 'deployment' ? term.setting : []));
    expect(named.sort()).toEqual(Object.keys(KEPT_FOR).sort());
  });

  it('has a job for everything that somebody can set', () => {
    expect(KEPT_ROWS.filter(({ term, job }) => term.by !== 'purpose' && job === null)).toEqual([]);
  });

  it('names each job once, with a schedule of its own', () => {
    expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
    expect(new Set(jobs.map(({ cron }) => cron)).size).toBe(jobs.length);
    for (const { cron } of jobs) expect(new CronSchedule(cron, 'UTC').cron).toBe(cron);
  });

  it('keeps no answer for repetition longer than any declined application, which it may be about', () => {
    expect(KEPT_FOR.idempotencyKeys.maximum).toBeLessThanOrEqual(SITE_RETENTION.declinedApplicationsInDays.minimum * 24);
  });
});

describe('the settings of the deployment', () => {
  const settings = Object.values(KEPT_FOR);

  it.each(settings)('$setting is $usual $unit where nobody says otherwise', ({ setting, usual }) => {
    expect(SETTINGS.parse({})).toMatchObject({ [setting]: usual });
  });

  it.each(settings)('$setting is a whole number from $minimum to $maximum', ({ setting, minimum, maximum }) => {
    for (const value of [minimum, maximum]) {
      expect(SETTINGS.parse({ [setting]: String(value) })).toMatchObject({ [setting]: value });
    }
    for (const value of [minimum - 1, maximum + 1, minimum + 0.5, 'long']) {
      expect(SETTINGS.safeParse({ [setting]: String(value) }).success).toBe(false);
    }
  });
});
