import { LOCALES } from '../platform/i18n';
import { standingText } from './standing-text';

const WORDINGS = ['not_activated', 'link_expired', 'unapproved', 'approved', 'not_approved'] as const;

describe.each(LOCALES)('what an applicant is told, in %s', (locale) => {
  it.each(WORDINGS)('says where the application stands and what happens next: %s', (wording) => {
    const { title, text, next } = standingText(wording, locale, 'North & $& Academy');
    for (const words of [title, text, next]) {
      expect(words).toMatch(locale === 'ja' ? /[ぁ-ん]/ : /^[A-Z][^{}]+\w[.]?$/);
      expect(words).not.toMatch(/[{}]/);
    }
    expect(`${title}${text}${next}`).toContain('North & $& Academy');
  });

  it('is told in different words for each', () => {
    expect(new Set(WORDINGS.map((wording) => standingText(wording, locale, 'North Academy').text)).size).toBe(WORDINGS.length);
  });
});
