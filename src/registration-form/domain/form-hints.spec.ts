import { aCheckbox, aDate, aForm, aFormWith, aNumber, aText, indispensableFields, optional } from '../testing/a-form';
import { hintsOf } from './form-hints';

const READER = { locale: 'en', siteLocale: 'en' } as const;

describe('how a form is drawn', () => {
  it('says for the built-in fields what browsers fill in by themselves', () => {
    const drawn = hintsOf(aFormWith(optional('country'), optional('position')), READER);
    expect(drawn.map(({ pointer, widget, autocomplete, inputMode }) => [pointer, widget, autocomplete, inputMode])).toEqual([
      ['#/loginId', 'text', 'username', null],
      ['#/name', 'text', 'name', null],
      ['#/email', 'email', 'email', 'email'],
      ['#/password', 'password', 'new-password', null],
      ['#/country', 'pull-down', 'country', null],
      ['#/position', 'text', 'organization-title', null],
    ]);
  });

  it('says what a password has to be', () => {
    const [, , , password] = hintsOf(aForm({ passwordMinimum: 12 }), { locale: 'ja', siteLocale: 'en' });
    expect(password).toMatchObject({
      label: 'パスワード',
      description: expect.stringContaining('12文字以上128文字以内') as string,
      password: { minLength: 12, maxLength: 128, refuses: expect.arrayContaining(['common']) as string[] },
    });
  });

  it('says where answers stand, what to choose from, and between what', () => {
    const form = aFormWith(
      aCheckbox({ key: 'topics' }),
      aDate({ key: 'from', minimum: '2025-04-01' }),
      aNumber({ key: 'years', maximum: 7, integer: true }),
      aText({ key: 'company', description: { en: 'Its full name' } }),
    );
    expect(hintsOf(form, READER).slice(indispensableFields().length)).toMatchObject([
      { pointer: '#/answers/topics', widget: 'checkboxes', options: [{ value: 'maths', label: 'MATHS' }, {}, {}] },
      { pointer: '#/answers/from', widget: 'date', minimum: '2025-04-01', maximum: null, options: null },
      { pointer: '#/answers/years', widget: 'number', minimum: null, maximum: 7, inputMode: 'numeric' },
      { pointer: '#/answers/company', widget: 'text', description: 'Its full name' },
    ]);
  });

  it('calls built-in fields as the site does, in the languages it does', () => {
    const form = aForm({ fields: [{ ...optional('department'), label: { en: 'Team' }, description: { en: 'Yours' } }] });
    expect(hintsOf(form, READER)[0]).toMatchObject({ label: 'Team', description: 'Yours' });
    expect(hintsOf(form, { locale: 'ja', siteLocale: 'en' })[0]).toMatchObject({ label: '部署', description: 'Yours' });
  });
});
