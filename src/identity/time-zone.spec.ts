import fc from 'fast-check';
import { anyUtf16 } from '../../test/support/awkward-texts';
import { checkTimeZone } from './time-zone';

const refusal = { ok: false, fault: { code: 'time-zone-unknown' } };

describe('a time zone', () => {
  it.each([
    ['Asia/Tokyo', 'Asia/Tokyo'],
    ['asia/tokyo', 'Asia/Tokyo'],
    [' Europe/Berlin ', 'Europe/Berlin'],
    ['EUROPE/ISLE_OF_MAN', 'Europe/Isle_of_Man'],
    ['America/North_Dakota/New_Salem', 'America/North_Dakota/New_Salem'],
    ['antarctica/mcmurdo', 'Antarctica/McMurdo'],
    ['Etc/GMT+9', 'Etc/GMT+9'],
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
  ])('%j is %j', (raw, value) => {
    expect(checkTimeZone(raw)).toEqual({ ok: true, value });
  });

  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['America/Nuuk', 'America/Nuuk'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Asia/Ho_Chi_Minh', 'Asia/Ho_Chi_Minh'],
  ])('%j, which has been renamed, is %j', (raw, value) => {
    expect(checkTimeZone(raw)).toEqual({ ok: true, value });
  });

  it.each([
    '',
    ' ',
    'Tokyo',
    'Asia',
    'Asia/',
    '/Asia/Tokyo',
    'Asia//Tokyo',
    'Asia/Atlantis',
    'Asia/Tokyo/Shibuya',
    'Mars/Olympus',
    'JST',
    'IST',
    'EST5EDT',
    'SystemV/PST8',
    'Etc/Unknown',
    'posix/Asia/Tokyo',
    'Asia/Tok\u200byo',
    'Ａｓｉａ/Tokyo',
    '+09:00',
    '+0900',
    'UTC+9',
    'GMT+9',
    'Z',
    'local',
    'constructor',
    '__proto__',
    '../../etc/passwd',
    "Asia/Tokyo'; --",
    `Asia/${'a'.repeat(100_000)}`,
    'Asia/'.repeat(50_000),
  ])('%j is none', (raw) => {
    expect(checkTimeZone(raw)).toEqual(refusal);
  });

  it.each(Intl.supportedValuesOf('timeZone'))('can be %s, and stays itself when it is sent back', (name) => {
    const first = checkTimeZone(name);
    expect(first).toMatchObject({ ok: true });
    expect(first.ok && checkTimeZone(first.value)).toEqual(first);
  });

  it('never throws, and what is taken can be used to tell the time', () => {
    const texts = fc.oneof(anyUtf16, fc.stringMatching(/^(Asia|Etc|US)\/[A-Za-z+0-9]{0,8}$/));
    fc.assert(
      fc.property(texts, (raw) => {
        const checked = checkTimeZone(raw);
        const told = checked.ok ? new Date(0).toLocaleString('en', { timeZone: checked.value }) : 'nothing';
        expect(told).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
