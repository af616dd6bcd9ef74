import { linkLifeInWords, momentInWords } from './words';

describe('the life of a link', () => {
  it.each([
    [1, '1 hour', '1時間'],
    [2, '2 hours', '2時間'],
    [24, '24 hours', '24時間'],
    [36, '36 hours', '36時間'],
    [48, '2 days', '2日間'],
    [168, '7 days', '7日間'],
  ])('%i hours are said “%s”, 「%s」', (hours, english, japanese) => {
    expect(linkLifeInWords(hours, 'en')).toBe(english);
    expect(linkLifeInWords(hours, 'ja')).toBe(japanese);
  });
});

describe('a moment', () => {
  it.each([
    ['en', 'UTC', 'April 1, 2026 at 00:30 UTC'],
    ['en', 'Asia/Tokyo', 'April 1, 2026 at 09:30 GMT+9'],
    ['en', 'America/New_York', 'March 31, 2026 at 20:30 EDT'],
    ['ja', 'Asia/Tokyo', '2026年4月1日 09:30 JST'],
  ] as const)('is told in %s, on the clocks of %s: %s', (locale, timeZone, words) => {
    expect(momentInWords('2026-04-01T00:30:00.000Z', locale, timeZone)).toBe(words);
  });

  it('that is none stays as it is', () => {
    expect(momentInWords('soon', 'en', 'UTC')).toBe('soon');
  });
});
