import { dayOf, isDay, nextDay, startOfDay } from './day-in-zone';

describe('a day', () => {
  it.each(['2026-04-01', '2024-02-29', '1999-12-31', '2399-12-31'])('is %s', (text) => {
    expect(isDay(text)).toBe(true);
  });
  it.each([
    ...['2026-02-29', '2026-13-01', '2026-00-10', '2026-4-1', '20260401', '', 'today', '2026-04-01T00:00:00Z', ' 2026-04-01'],
    ...['0000-01-01', '9999-12-31', '+010000-01-01', '２０２６-04-01', '2026-04-01\n'],
  ])('is not %p', (text) => {
    expect(isDay(text)).toBe(false);
  });
  it.each([
    ['2026-02-28', '2026-03-01'],
    ['2024-02-28', '2024-02-29'],
    ['2026-12-31', '2027-01-01'],
  ])('after %s comes %s', (day, next) => {
    expect(nextDay(day)).toBe(next);
  });
});

describe('when a day begins', () => {
  it.each([
    ['2026-04-01', 'UTC', '2026-04-01T00:00:00.000Z'],
    ['2026-04-01', 'Asia/Tokyo', '2026-03-31T15:00:00.000Z'],
    ['2026-04-01', 'Asia/Kolkata', '2026-03-31T18:30:00.000Z'],
    ['2026-04-01', 'Pacific/Kiritimati', '2026-03-31T10:00:00.000Z'],
    ['2026-04-01', 'Pacific/Pago_Pago', '2026-04-01T11:00:00.000Z'],
    // Summer time begins and ends in the night.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // At midnight itself: the day begins at one o'clock, or its first hour comes twice the evening before.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
    // Samoa had no 30 December 2011.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s: %s', (day, zone, moment) => {
    expect(startOfDay(day, zone).toISOString()).toBe(moment);
  });

  it('is the first moment its calendar shows, every day of a year, wherever', () => {
    for (const zone of ['America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Tehran']) {
      for (let day = '2025-12-31'; day < '2027-01-01'; day = nextDay(day)) {
        const start = startOfDay(day, zone).getTime();
        expect([dayOf(start, zone), dayOf(start - 1, zone) < day]).toEqual([day, true]);
      }
    }
  });
});
