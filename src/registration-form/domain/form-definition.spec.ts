import { aCheckbox, aConsent, aRadio, aText, optional } from '../testing/a-form';
import { DEFAULT_DEFINITION, fieldsInUse, findOrphan } from './form-definition';
import { shownAnswers } from './shown-answers';
import { textFor } from './texts';

const WITH_LOGIN_ID = { usesLoginId: true };

describe('the form of a site that has made none', () => {
  it('asks for what nobody can become a member without', () => {
    const asked = fieldsInUse(DEFAULT_DEFINITION, WITH_LOGIN_ID);
    expect(asked.map(({ key, required }) => [key, required])).toEqual([
      ['loginId', true],
      ['name', true],
      ['email', true],
      ['password', true],
    ]);
  });
});

describe('the login ID', () => {
  it('is asked if the settings say so, whatever the form wishes', () => {
    const unwished = DEFAULT_DEFINITION.map((field) =>
      field.key === 'loginId' ? { ...field, used: false, required: false } : field,
    );
    expect(fieldsInUse(unwished, WITH_LOGIN_ID)[0]).toMatchObject({ key: 'loginId', required: true });
    expect(fieldsInUse(DEFAULT_DEFINITION, { usesLoginId: false }).map(({ key }) => key)).not.toContain('loginId');
  });
});

describe('a field that a mail template uses', () => {
  const uses = [
    { variable: 'name', template: 'approved' },
    { variable: 'displayName', template: 'welcome' },
    { variable: 'answers.company', template: 'approved' },
  ];
  const before = [optional('displayName'), optional('country'), aText({ key: 'company' }), aText({ key: 'topic' })];

  it.each([
    ['switched off', before.filter(({ key }) => key !== 'displayName'), { field: 'displayName', template: 'welcome' }],
    ['taken out', before.filter(({ key }) => key !== 'company'), { field: 'company', template: 'approved' }],
    ['all gone', [], { field: 'displayName', template: 'welcome' }],
    ['another one gone', before.filter(({ key }) => key !== 'country' && key !== 'topic'), null],
    ['all there, in another order', [...before].reverse(), null],
  ])('is missed: %s', (_, after, orphan) => {
    expect(findOrphan(before, after, uses)).toEqual(orphan);
  });

  it('is not missed where it has not been before', () => {
    expect(findOrphan([], [], uses)).toBeNull();
  });
});

describe('a text', () => {
  it.each([
    [{ en: 'Hello', ja: 'こんにちは' }, 'ja', 'en', 'こんにちは'],
    [{ en: 'Hello' }, 'ja', 'en', 'Hello'],
    [{ ja: 'こんにちは' }, 'en', 'ja', 'こんにちは'],
    [{ ja: 'こんにちは' }, 'en', 'en', 'こんにちは'],
    [{}, 'en', 'ja', null],
  ] as const)('of %j for a reader of %s on a site in %s is %s', (texts, locale, siteLocale, expected) => {
    expect(textFor({ locale, siteLocale }, texts)).toBe(expected);
  });
});

describe('answers as they are shown', () => {
  const fields = [
    optional('country'),
    aRadio({
      key: 'subject',
      label: { en: 'Subject', ja: '科目' },
      options: [{ value: 'm', label: { en: 'Maths', ja: '数学' } }],
    }),
    aCheckbox({ key: 'topics' }),
    aText({ key: 'company' }),
    aConsent({ key: 'news' }),
  ];

  it('have the labels of the form they were given to, in its order', () => {
    const answers = { news: false, topics: ['art', 'maths'], subject: 'm', gone: 'x', country: 'JP' };
    expect(shownAnswers(fields, answers, { locale: 'ja', siteLocale: 'en' })).toEqual([
      { key: 'subject', label: '科目', type: 'radio', value: 'm', choices: ['数学'] },
      { key: 'topics', label: 'Extra', type: 'checkbox', value: ['art', 'maths'], choices: ['MATHS', 'ART'] },
      { key: 'news', label: 'Extra', type: 'consent', value: false, choices: null },
    ]);
  });
});
