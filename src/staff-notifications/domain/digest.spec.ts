import { digestBeginsAt, type DigestStanding, isDigestDue, isToldAtOnce } from './digest';

const at = (time: string): Date => new Date(`2026-03-01T${time}:00.000Z`);
const hourly = (chosenAt: string, lastDigestAt: string | null = null): DigestStanding => ({
  pace: 'hourly',
  chosenAt: at(chosenAt),
  lastDigestAt: lastDigestAt === null ? null : at(lastDigestAt),
});

describe('a digest', () => {
  it('begins where the one before ended', () => {
    expect(digestBeginsAt(hourly('10:00', '12:00'))).toEqual(at('12:00'));
  });

  it('has nothing from before digests were chosen, for the first time or again', () => {
    expect(digestBeginsAt(hourly('10:00'))).toEqual(at('10:00'));
    expect(digestBeginsAt(hourly('14:30', '12:00'))).toEqual(at('14:30'));
  });

  it('comes once an hour of the clock at most', () => {
    expect(isDigestDue(hourly('10:00'), at('10:00'))).toBe(true);
    expect(isDigestDue(hourly('10:00', '12:00'), at('12:59'))).toBe(false);
    expect(isDigestDue(hourly('10:00', '12:59'), at('13:00'))).toBe(true);
    // The clocks of two processes: one is behind.
    expect(isDigestDue(hourly('10:00', '13:00'), at('12:59'))).toBe(false);
  });

  it.each(['immediately', 'off'] as const)('does not come to who has chosen %s', (pace) => {
    expect(isDigestDue({ pace, lastDigestAt: null }, at('12:00'))).toBe(false);
  });
});

describe('an application that waits', () => {
  it('is told at once to who wants that, and never to who wants nothing', () => {
    expect(isToldAtOnce({ ...hourly('10:00', '12:00'), pace: 'immediately' }, at('13:00'))).toBe(true);
    expect(isToldAtOnce({ ...hourly('10:00', '12:00'), pace: 'off' }, at('11:00'))).toBe(false);
  });

  it.each(['11:59', '12:00', '12:01', '13:00'])('since %s is told either at once or by the next digest', (time) => {
    const standing = hourly('10:00', '12:00');
    expect(isToldAtOnce(standing, at(time))).toBe(at(time) <= digestBeginsAt(standing));
    expect(isToldAtOnce(hourly(time), at('12:00'))).toBe(at('12:00') <= at(time));
  });
});
