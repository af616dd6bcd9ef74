import { CronSchedule } from './cron-schedule';

const at = (text: string): Date => new Date(text);
const schedule = (cron: string): CronSchedule => new CronSchedule(cron, 'UTC');

describe('the ticks of a cron expression', () => {
  it.each([
    ['*/10 * * * *', '2026-03-01T12:09:59.999Z', '2026-03-01T12:00:00.000Z', '2026-03-01T12:10:00.000Z'],
    ['*/10 * * * *', '2026-03-01T12:10:00.000Z', '2026-03-01T12:10:00.000Z', '2026-03-01T12:20:00.000Z'],
    ['0 3 * * *', '2026-03-01T02:59:59.999Z', '2026-02-28T03:00:00.000Z', '2026-03-01T03:00:00.000Z'],
    ['30 4 * * 0', '2026-03-02T00:00:00.000Z', '2026-03-01T04:30:00.000Z', '2026-03-08T04:30:00.000Z'],
    ['0 0 1 1 *', '2026-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['0 0 29 2 *', '2027-05-05T05:05:05.005Z', '2024-02-29T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['*/5 0 * * *', '2026-03-01T23:50:00.000Z', '2026-03-01T00:55:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['* * * * * *', '2026-03-01T12:00:07.500Z', '2026-03-01T12:00:07.000Z', '2026-03-01T12:00:08.000Z'],
    ['15 30 12 1 3 *', '2026-03-01T12:30:15.000Z', '2026-03-01T12:30:15.000Z', '2027-03-01T12:30:15.000Z'],
  ])('%s at %s: the last at %s, the next at %s', (cron, moment, latest, next) => {
    expect([schedule(cron).latest(at(moment)), schedule(cron).next(at(moment))]).toEqual([at(latest), at(next)]);
  });

  it('are the same whenever one asks between two of them', () => {
    const every = schedule('7,22 */3 * * 1-5');
    const [from, to] = [at('2026-02-27T00:00:00.000Z').getTime(), at('2026-03-03T00:00:00.000Z').getTime()];
    for (let moment = from; moment < to; moment += 17 * 60_000 + 13) {
      const latest = every.latest(new Date(moment));
      expect(latest.getTime()).toBeLessThanOrEqual(moment);
      expect(every.next(latest).getTime()).toBeGreaterThan(moment);
      expect(every.next(latest)).toEqual(every.next(new Date(moment)));
      expect(every.latest(latest)).toEqual(latest);
    }
  });

  it('are looked for anew when the clock has been set back', () => {
    const hourly = schedule('0 * * * *');
    expect(hourly.latest(at('2026-03-01T12:30:00.000Z'))).toEqual(at('2026-03-01T12:00:00.000Z'));
    expect(hourly.latest(at('2026-03-01T10:30:00.000Z'))).toEqual(at('2026-03-01T10:00:00.000Z'));
    expect(hourly.latest(at('2026-03-01T13:00:00.000Z'))).toEqual(at('2026-03-01T13:00:00.000Z'));
  });

  it('do not go by the time zone of the machine, nor by summer time', () => {
    expect(schedule('30 2 * * *').next(at('2026-03-29T00:00:00.000Z'))).toEqual(at('2026-03-29T02:30:00.000Z'));
    expect(schedule('30 1 * * *').next(at('2026-10-25T01:30:00.000Z'))).toEqual(at('2026-10-26T01:30:00.000Z'));
  });

  it.each(['', 'now', '* * * *', '61 * * * *', '* 24 * * *', '*/0 * * * *', '5-1 * * * *', '0 0 30 2 *', '* * * * * * *'])(
    '"%s" is refused',
    (cron) => {
      expect(() => schedule(cron)).toThrow();
    },
  );
});
