import fc from 'fast-check';
import { type Locale, LOCALES, negotiateLocale } from './locale';

describe('the language to answer in', () => {
  it.each<[string | undefined, Locale]>([
    [undefined, 'en'],
    ['', 'en'],
    ['en', 'en'],
    ['ja', 'ja'],
    ['JA', 'ja'],
    ['ja-JP', 'ja'],
    ['ja-Jpan-JP-x-private', 'ja'],
    ['en-GB', 'en'],
    ['ja,en-US;q=0.9,en;q=0.8', 'ja'],
    ['en-US,en;q=0.9,ja;q=0.8', 'en'],
    ['en;q=0.5, ja;q=0.7', 'ja'],
    ['en;q=0.501,ja;q=0.502', 'ja'],
    ['en;q=0.8,ja;q=0.8', 'en'],
    ['ja;q=0.8,en;q=0.8', 'ja'],
    ['fr', 'en'],
    ['fr-CH, fr;q=0.9, ja;q=0.8, en;q=0.7, *;q=0.5', 'ja'],
    ['fr, *', 'en'],
    ['*', 'en'],
    ['*, ja;q=0.5', 'en'],
    ['en;q=0, *', 'ja'],
    ['ja;q=0', 'en'],
    ['en;q=0', 'ja'],
    ['en;q=0, ja;q=0', 'en'],
    ['ja ; q=1.000 , en', 'ja'],
    ['ja;Q=0.9', 'ja'],
    // "jav" is Javanese, "en-" and "e" are nothing.
    ['jav', 'en'],
    ['jam, ja;q=0.1', 'ja'],
    // What cannot be read is passed over.
    [',,ja,,', 'ja'],
    ['ja;q=2', 'en'],
    ['ja;q=-1', 'en'],
    ['ja;q=0.1234', 'en'],
    ['ja;q=, ja', 'ja'],
    ['ja;level=1', 'en'],
    ['ja;q=0.5;q=0.6', 'en'],
    ['日本語, ja', 'ja'],
    ['../../etc/passwd', 'en'],
    ['__proto__, constructor', 'en'],
    ['ja-', 'en'],
    ['-ja', 'en'],
    ['ja\r\nx: y', 'en'],
  ])('for %j is %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it('is the fallback given, where nothing fits', () => {
    expect(negotiateLocale(undefined, 'ja')).toBe('ja');
    expect(negotiateLocale('fr, de', 'ja')).toBe('ja');
    expect(negotiateLocale('*', 'ja')).toBe('ja');
    expect(negotiateLocale('en', 'ja')).toBe('en');
    expect(negotiateLocale('ja;q=0, *', 'ja')).toBe('en');
  });

  it('is always one we have, whatever the header says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-a-z*;=q0-9., ]{0,40}$/)), (header) => {
        expect(LOCALES).toContain(negotiateLocale(header));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['ja;q=0.', 'a-', ',', ' ', ';', 'ja,', '*,', '-', 'x-'])(
    'is found at once in a header of %j a hundred thousand times',
    (unit) => {
      const started = performance.now();
      negotiateLocale(unit.repeat(100_000));
      expect(performance.now() - started).toBeLessThan(100);
    },
  );
});
