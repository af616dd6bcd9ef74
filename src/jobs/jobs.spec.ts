import { type Config } from '../platform/config/config';
import { type Job } from './job';
import { Jobs } from './jobs';

const aJob = (name: string, cron = '0 3 * * *'): Job => ({
  name,
  summary: 'Nothing.',
  cron,
  timeZone: 'UTC',
  run: () => Promise.resolve(),
});
const jobsWith = (cronOfAll: string | null): Jobs => new Jobs({ jobs: { cronOfAll } } as Config);

describe('the list of jobs', () => {
  it('is in the order of their names', () => {
    const jobs = jobsWith(null);
    for (const name of ['purge', 'clean-up', 'retire-ended']) jobs.register(aJob(name));
    expect(jobs.all().map(({ job }) => job.name)).toEqual(['clean-up', 'purge', 'retire-ended']);
  });

  it('refuses two of one name', () => {
    const jobs = jobsWith(null);
    jobs.register(aJob('purge'));
    expect(() => {
      jobs.register(aJob('purge', '5 5 * * *'));
    }).toThrow('"purge" cannot be the name');
  });

  it.each(['', 'Purge', 'purge_all', '-purge', 'purge-', 'purge--all', '1st', `p${'x'.repeat(60)}`])(
    'refuses the name "%s"',
    (name) => {
      expect(() => {
        jobsWith(null).register(aJob(name));
      }).toThrow('cannot be the name');
    },
  );

  it('refuses a schedule that cannot be read, or that has no tick', () => {
    for (const cron of ['daily', '* * * *', '0 0 30 2 *']) {
      expect(() => {
        jobsWith(null).register(aJob('purge', cron));
      }).toThrow('The schedule of the job purge cannot be read.');
    }
  });

  it('can be put onto one schedule', () => {
    const jobs = jobsWith('15 30 12 1 3 *');
    jobs.register(aJob('purge'));
    expect(jobs.get('purge').schedule.next(new Date('2026-01-01T00:00:00.000Z'))).toEqual(new Date('2026-03-01T12:30:15.000Z'));
  });

  it('does not have what nobody registered', () => {
    expect(() => jobsWith(null).get('purge')).toThrow('There is no such job.');
  });
});
