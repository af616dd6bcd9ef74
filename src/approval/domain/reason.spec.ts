import { reasonText } from './reason';

const BOTH = { key: 'full', texts: { en: 'The course is full.', ja: '満席です。' } } as const;

describe('why an application is declined', () => {
  it('is not said when there is no reason', () => {
    expect(reasonText(null, 'en', 'ja')).toBeNull();
  });

  it('is said in the reviewer’s own words, whatever the language', () => {
    expect(reasonText({ key: null, text: 'No.' }, 'ja', 'ja')).toBe('No.');
  });

  it.each([
    ['ja', 'en', '満席です。'],
    ['en', 'ja', 'The course is full.'],
    ['fr', 'ja', '満席です。'],
    ['fr', 'en', 'The course is full.'],
  ] as const)('is said in the reader’s language: %s, on a site in %s', (locale, siteLocale, text) => {
    expect(reasonText(BOTH, locale, siteLocale)).toBe(text);
  });

  it('is said in the language there is, rather than not at all', () => {
    expect(reasonText({ key: 'full', texts: { ja: '満席です。' } }, 'en', 'en')).toBe('満席です。');
  });
});
