import { isCalendarDay } from './calendar-day';
import { checkCountry, COUNTRIES } from './countries';
import { checkLanguage } from './languages';
import { regionalOptions } from './regional-options';

describe('a country', () => {
  it('is one of the 249 of ISO 3166-1, each with a name in every language', () => {
    expect(new Set(COUNTRIES).size).toBe(249);
    for (const locale of ['en', 'ja'] as const) {
      const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
      expect(COUNTRIES.filter((code) => names.of(code) === undefined)).toEqual([]);
    }
  });

  it.each([
    ['JP', 'JP'],
    ['jp', 'JP'],
    [' gb ', 'GB'],
  ])('%j is kept as %s', (raw, kept) => {
    expect(checkCountry(raw)).toEqual({ ok: true, value: kept });
  });

  it.each(['', 'UK', 'EU', 'XX', 'XK', 'AN', 'JPN', '392', 'Japan', 'ＪＰ', 'J P', 'toString'])('is not %j', (raw) => {
    expect(checkCountry(raw)).toEqual({ ok: false, fault: { code: 'country-unknown' } });
  });
});

describe('a language', () => {
  it.each([
    ['ja', 'ja'],
    ['JA', 'ja'],
    ['en-gb', 'en-GB'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['de-CH-1996', 'de-CH-1996'],
    ['es-419', 'es-419'],
    [' pt-BR ', 'pt-BR'],
    ['iw', 'he'], // the older code
    ['tlh', 'tlh'],
  ])('%j is kept as %s', (raw, kept) => {
    expect(checkLanguage(raw)).toEqual({ ok: true, value: kept });
  });

  it.each([
    '',
    'j',
    'japanese language',
    'ja_JP',
    'ja-',
    '-ja',
    '日本語',
    'en-GB-oed',
    'x',
    'en--GB',
    'ja\n-JP',
    `en-${'a'.repeat(40)}`,
  ])('is not %j', (raw) => {
    expect(checkLanguage(raw)).toEqual({ ok: false, fault: { code: 'language-unknown' } });
  });
});

describe('what to choose from', () => {
  it('is called by its name, in the order of the reader’s language', () => {
    const japanese = regionalOptions('country', 'ja');
    expect(japanese).toHaveLength(249);
    expect(japanese).toContainEqual({ value: 'DE', label: 'ドイツ' });
    expect(regionalOptions('country', 'en').at(0)).toEqual({ value: 'AF', label: 'Afghanistan' });
    expect(regionalOptions('language', 'ja')).toContainEqual({ value: 'en', label: '英語' });
    expect(regionalOptions('language', 'en').length).toBeGreaterThan(150);
  });

  it('has every time zone once, in today’s names', () => {
    const zones = regionalOptions('timeZone', 'en').map(({ value }) => value);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones).toEqual(expect.arrayContaining(['Asia/Tokyo', 'Asia/Kolkata', 'Europe/Kyiv', 'UTC']));
    expect(zones).not.toContain('Asia/Calcutta');
  });
});

describe('a day', () => {
  it.each(['2025-04-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (day) => {
    expect(isCalendarDay(day)).toBe(true);
  });

  it.each([
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00-01',
    '2025-01-00',
    '2025-13-01',
    '0000-01-01',
    '25-01-01',
    '2025-1-1',
    '+002025-01-01',
    '2025-01-01 ',
    '2025-01-01\n',
    '',
  ])('%j does not', (day) => {
    expect(isCalendarDay(day)).toBe(false);
  });
});
