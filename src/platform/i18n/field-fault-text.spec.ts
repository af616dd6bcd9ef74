import fc from 'fast-check';
import { FIELD_FAULT_CODES, type FieldFaultFacts } from '../problem/field-fault';
import { faultText } from './field-fault-text';
import { LOCALES } from './locale';

const FACTS: FieldFaultFacts = {
  minimum: 8,
  maximum: 50,
  allowed: 'red, green',
  reason: 'missing closing )',
  line: 3,
  column: 7,
  name: 'activationUrl',
  other: 'ids',
  contrast: '2.1',
  enough: '#1d4ed8',
};
const everyCodeInEveryLanguage = LOCALES.flatMap((locale) => FIELD_FAULT_CODES.map((code) => [locale, code] as const));

describe('the text of a field fault', () => {
  it.each(everyCodeInEveryLanguage)('is there, in %s, for %s', (locale, code) => {
    const text = faultText({ code, facts: FACTS }, locale);
    expect(text.length).toBeGreaterThan(5);
    expect(text).not.toMatch(/[{}…]|undefined/);
  });

  it.each(LOCALES)('is another for each code, in %s', (locale) => {
    const texts = FIELD_FAULT_CODES.map((code) => faultText({ code, facts: FACTS }, locale));
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });

  it.each(FIELD_FAULT_CODES)('tells the same facts in every language: %s', (code) => {
    const placeholders = LOCALES.map((locale) => factsTold(locale, code));
    expect(new Set(placeholders).size).toBe(1);
  });

  it('is polite in Japanese and ends as a sentence', () => {
    const texts = FIELD_FAULT_CODES.map((code) => faultText({ code, facts: FACTS }, 'ja'));
    expect(texts.filter((text) => !/(です|ます|ません|ください)(。|：|$)/.test(text))).toEqual([]);
  });

  it('tells the facts', () => {
    expect(faultText({ code: 'too-long', facts: { maximum: 50 } }, 'en')).toBe(
      'This is too long. Please enter at most 50 characters.',
    );
    expect(faultText({ code: 'too-long', facts: { maximum: 50 } }, 'ja')).toBe('長すぎます。50文字以内で入力してください。');
    expect(faultText({ code: 'not-one-of', facts: { allowed: 'red, green' } }, 'en')).toBe(
      'Please choose one of these: red, green.',
    );
  });

  it('leaves a gap for a fact that is missing, and takes any other as it is', () => {
    expect(faultText({ code: 'too-short' }, 'en')).toBe('This is too short. Please enter at least … characters.');
    expect(faultText({ code: 'not-one-of', facts: { allowed: '$& {minimum} $1', minimum: 3 } }, 'en')).toBe(
      'Please choose one of these: $& {minimum} $1.',
    );
  });

  it('never throws', () => {
    const anyFacts = fc.option(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double())), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_FAULT_CODES), anyFacts, fc.constantFrom(...LOCALES), (code, facts, locale) => {
        expect(faultText(facts === undefined ? { code } : { code, facts }, locale)).not.toBe('');
      }),
    );
  });
});

/** The facts a text tells, seen by giving each a value of its own. */
function factsTold(locale: (typeof LOCALES)[number], code: (typeof FIELD_FAULT_CODES)[number]): string {
  const facts = Object.fromEntries(Object.keys(FACTS).map((fact) => [fact, `⟨${fact}⟩`]));
  const text = faultText({ code, facts }, locale);
  return (text.match(/⟨\w+⟩/g) ?? []).sort().join();
}
