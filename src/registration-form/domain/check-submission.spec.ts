import fc from 'fast-check';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import {
  aCheckbox,
  aConsent,
  aDate,
  aForm,
  aFormWith,
  aNumber,
  aRadio,
  aSubmission,
  aText,
  aTextArea,
  indispensableFields,
  optional,
} from '../testing/a-form';
import { checkSubmission, isStale } from './check-submission';
import { type CustomField } from './form-field';
import { type RegistrationForm } from './registration-form';

const TERMS = { version: 3, title: { en: 'Terms' }, markdown: { en: 'Be kind.' } };

function faultsOf(form: RegistrationForm, body: unknown): string[] {
  try {
    checkSubmission(form, body as object, 'en');
    return [];
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return error.errors.map(({ pointer, fault }) => `${pointer} ${fault.code}`);
  }
}

const answered = (field: CustomField, extra?: unknown) =>
  checkSubmission(aFormWith(field), aSubmission({ answers: { extra } }), 'en').answers['extra'];

/** Pointers within the answers, and codes. */
const faultsOfAnswer = (field: CustomField, extra: unknown): string[] =>
  faultsOf(aFormWith(field), aSubmission({ answers: extra === undefined ? {} : { extra } })).map((fault) =>
    fault.replace('#/answers/extra', '…'),
  );

describe('a submission that is accepted', () => {
  it('comes back tidied', () => {
    const checked = checkSubmission(
      aFormWith(
        ...(['displayName', 'department', 'position', 'country', 'language', 'timeZone'] as const).map(optional),
        aTextArea(),
      ),
      aSubmission({
        formVersion: '0.form',
        name: ' Nun\u0303ez ',
        loginId: 'ＨＡＮＡ5',
        email: ' Hana@School.Example ',
        password: 'ﬁne words in a row',
        displayName: ' Hana ',
        department: '営業部',
        position: 'Head',
        country: 'jp',
        language: 'EN-gb',
        timeZone: 'asia/tokyo',
        answers: { extra: ' one\r\ntwo ' },
      }),
      'en',
    );
    expect(checked).toEqual({
      name: 'Nuñez',
      loginId: { asTyped: 'HANA5', key: 'hana5' },
      email: { asTyped: 'Hana@School.Example', key: 'hana@school.example' },
      password: 'fine words in a row',
      displayName: 'Hana',
      department: '営業部',
      position: 'Head',
      country: 'JP',
      language: 'en-GB',
      timeZone: 'Asia/Tokyo',
      challenge: null,
      answers: { extra: 'one\ntwo' },
      termsVersion: null,
    });
  });

  it('has null for what was not asked, or left out', () => {
    const checked = checkSubmission(
      aFormWith(optional('country'), optional('displayName')),
      aSubmission({ displayName: '  ' }),
      'en',
    );
    expect(checked).toMatchObject({ displayName: null, department: null, country: null, timeZone: null, answers: {} });
  });

  it('has no login ID where the site does without', () => {
    const form = aForm({ fields: indispensableFields().filter(({ key }) => key !== 'loginId') });
    expect(checkSubmission(form, aSubmission({ loginId: undefined }), 'en').loginId).toBeNull();
    expect(faultsOf(form, aSubmission())).toEqual(['#/loginId unknown-field']);
  });
});

describe('the built-in fields', () => {
  it.each<[object, ...string[]]>([
    [{ name: undefined }, '#/name required'],
    [{ name: '' }, '#/name required'],
    [{ name: null }, '#/name not-a-string'],
    [{ name: ['Hana'] }, '#/name not-a-string'],
    [{ name: 'a'.repeat(51) }, '#/name too-long'],
    [{ loginId: undefined }, '#/loginId required'],
    [{ loginId: 'four' }, '#/loginId too-short'],
    [{ loginId: {} }, '#/loginId not-a-string'],
    [{ email: 'hana' }, '#/email email-missing-at'],
    [{ email: '  ' }, '#/email required'],
    [{ password: undefined }, '#/password required'],
    [{ password: '' }, '#/password required'],
    [{ password: '        ' }, '#/password password-repetition'],
    [{ password: 'short' }, '#/password password-too-short'],
    [{ password: 'hana.lindqvist' }, '#/password password-contains-own-name'],
    [{ password: 12345678 }, '#/password not-a-string'],
    [{ displayName: 'Hana' }, '#/displayName unknown-field'],
    [{ country: null }, '#/country unknown-field'],
    [{ isAdmin: true }, '#/isAdmin unknown-field'],
    [{ formVersion: 3 }, '#/formVersion not-a-string'],
    [{ formVersion: 'x'.repeat(101) }, '#/formVersion too-long'],
    [{ answers: null }, '#/answers not-an-object'],
    [{ answers: [] }, '#/answers not-an-object'],
    [{ answers: 'none' }, '#/answers not-an-object'],
    [{ answers: { company: 'x' } }, '#/answers/company unknown-field'],
    [{ answers: { name: 'x' } }, '#/answers/name unknown-field'],
    [{ terms: { version: 1, accepted: true } }, '#/terms unknown-field'],
  ])('are checked: %j: %s', (said, ...faults) => {
    expect(faultsOf(aForm(), aSubmission(said))).toEqual(faults);
  });

  it.each<[object, ...string[]]>([
    [{ displayName: 'Al' }, '#/displayName too-short'],
    [{ department: 'a'.repeat(101) }, '#/department too-long'],
    [{ position: 'a\nb' }, '#/position line-break'],
    [{ country: 'XX' }, '#/country country-unknown'],
    [{ country: 'JPN' }, '#/country country-unknown'],
    [{ country: 'UK' }, '#/country country-unknown'],
    [{ language: 'english language' }, '#/language language-unknown'],
    [{ language: `en-${'x'.repeat(40)}` }, '#/language language-unknown'],
    [{ timeZone: 'Mars/Base' }, '#/timeZone time-zone-unknown'],
    [{ timeZone: '+09:00' }, '#/timeZone time-zone-unknown'],
    [{ country: 3 }, '#/country not-a-string'],
    [{ country: '' }],
    [{ country: null }, '#/country not-a-string'],
  ])('are checked where they are optional: %j: %s', (said, ...faults) => {
    const keys = ['displayName', 'department', 'position', 'country', 'language', 'timeZone'] as const;
    expect(faultsOf(aFormWith(...keys.map(optional)), aSubmission(said))).toEqual(faults);
  });

  it('are asked for where they are required', () => {
    const form = aFormWith({ ...optional('country'), required: true }, { ...optional('displayName'), required: true });
    expect(faultsOf(form, aSubmission({ displayName: ' ' }))).toEqual(['#/displayName required', '#/country required']);
  });

  it('have passwords as long as the site wants', () => {
    const form = aForm({ passwordMinimum: 30 });
    expect(faultsOf(form, aSubmission())).toEqual(['#/password password-too-short']);
  });
});

describe('an answer', () => {
  const long = { minLength: 2, maxLength: 4 } as const;
  const pair = { minSelections: 2, maxSelections: 2 } as const;
  const score = { minimum: 0, maximum: 10, integer: true } as const;
  const term = { minimum: '2025-04-01', maximum: '2026-03-31' } as const;

  it.each<[CustomField, unknown, unknown]>([
    [aText(), ' Example　Ltd ', 'Example　Ltd'],
    [aText(long), 'か\u3099く', 'がく'],
    [aText({ pattern: '^[A-Z]{2}\\d+$' }), ' AB12 ', 'AB12'],
    [aText(), '', undefined],
    [aText(), ' 　', undefined],
    [aText(), undefined, undefined],
    [aTextArea(), 'a\rb\r\nc\n', 'a\nb\nc'],
    [aRadio(), 'maths', 'maths'],
    [aRadio({ type: 'pull-down' }), '', undefined],
    [aCheckbox(), ['art', 'maths'], ['art', 'maths']],
    [aCheckbox(), [], undefined],
    [aCheckbox(pair), ['art', 'maths'], ['art', 'maths']],
    [aCheckbox(pair), [], undefined],
    [aDate(), '2024-02-29', '2024-02-29'],
    [aDate(term), '2026-03-31', '2026-03-31'],
    [aDate(), '', undefined],
    [aNumber(), 1.5, 1.5],
    [aNumber(), 0, 0],
    [aNumber(score), 10, 10],
    [aConsent(), false, false],
    [aConsent({ required: true }), true, true],
  ])('to %j of %j is kept as %j', (field, raw, kept) => {
    expect(answered(field, raw)).toEqual(kept);
  });

  it('of minus nought is nought', () => {
    expect(Object.is(answered(aNumber(), -0), 0)).toBe(true);
  });

  it.each<[CustomField, unknown, ...string[]]>([
    [aText({ required: true }), undefined, '… required'],
    [aText({ required: true }), '  ', '… required'],
    [aText({ required: true }), null, '… not-a-string'],
    [aText(), null, '… not-a-string'],
    [aText(), 7, '… not-a-string'],
    [aText(), ['a'], '… not-a-string'],
    [aText(), [], '… not-a-string'],
    [aConsent(), '', '… not-a-boolean'],
    [aCheckbox(), '', '… not-an-array'],
    [aText(), { toString: 'a' }, '… not-a-string'],
    [aText(), '\u200d', '… required'],
    [aText(), 'a\nb', '… line-break'],
    [aText(), 'a\u0000b', '… control-characters'],
    [aText(), 'a\ud800b', '… broken-characters'],
    [aText(), 'a\u202eb', '… text-direction-characters'],
    [aText(), 'a'.repeat(201), '… too-long'],
    [aText(long), 'a', '… too-short'],
    [aText(long), 'abcde', '… too-long'],
    [aText({ pattern: '^[A-Z]{2}\\d+$' }), 'ab12', '… pattern-mismatch'],
    [aText({ pattern: '^(a+)+$' }), `${'a'.repeat(199)}!`, '… pattern-mismatch'],
    [aTextArea(), 'a\tb', '… control-characters'],
    [aTextArea(), 'a\u2028b', '… line-break'],
    [aTextArea(), 'a'.repeat(1001), '… too-long'],
    [aRadio({ required: true }), '', '… required'],
    [aRadio(), 'Maths', '… not-one-of'],
    [aRadio(), ' maths', '… not-one-of'],
    [aRadio(), 'toString', '… not-one-of'],
    [aRadio(), ['maths'], '… not-a-string'],
    [aRadio(), 1, '… not-a-string'],
    [aCheckbox({ required: true }), [], '… required'],
    [aCheckbox(), 'maths', '… not-an-array'],
    [aCheckbox(), { 0: 'maths', length: 1 }, '… not-an-array'],
    [aCheckbox(), null, '… not-an-array'],
    [aCheckbox(), ['maths', 'maths'], '…/1 duplicate'],
    [aCheckbox(), ['maths', 'golf', 1], '…/1 not-one-of', '…/2 not-a-string'],
    [aCheckbox(pair), ['art'], '… too-few'],
    [aCheckbox(pair), ['art', 'maths', 'music'], '… too-many'],
    [aDate({ required: true }), '', '… required'],
    [aDate(), '2025-02-29', '… date-invalid'],
    [aDate(), '2025-13-01', '… date-invalid'],
    [aDate(), '2025-00-10', '… date-invalid'],
    [aDate(), '2025-04-31', '… date-invalid'],
    [aDate(), '0000-01-01', '… date-invalid'],
    [aDate(), '1900-02-29', '… date-invalid'],
    [aDate(), '25-04-01', '… date-invalid'],
    [aDate(), '2025-4-1', '… date-invalid'],
    [aDate(), '2025-04-01T00:00:00Z', '… date-invalid'],
    [aDate(), ' 2025-04-01', '… date-invalid'],
    [aDate(), '２０２５-04-01', '… date-invalid'],
    [aDate(), 20250401, '… not-a-string'],
    [aDate(term), '2025-03-31', '… date-too-early'],
    [aDate(term), '2026-04-01', '… date-too-late'],
    [aNumber({ required: true }), undefined, '… required'],
    [aNumber(), '7', '… not-a-number'],
    [aNumber(), '', '… not-a-number'],
    [aNumber(), null, '… not-a-number'],
    [aNumber(), true, '… not-a-number'],
    [aNumber(), Infinity, '… not-a-number'], // JSON’s 1e400
    [aNumber(), 1e15, '… too-large'],
    [aNumber(), -1e15, '… too-small'],
    [aNumber(score), 1.5, '… not-an-integer'],
    [aNumber(score), -1, '… too-small'],
    [aNumber(score), 11, '… too-large'],
    [aConsent({ required: true }), undefined, '… consent-required'],
    [aConsent({ required: true }), false, '… consent-required'],
    [aConsent(), 'true', '… not-a-boolean'],
    [aConsent(), 1, '… not-a-boolean'],
    [aConsent(), null, '… not-a-boolean'],
  ])('to %j is refused: %j: %s', (field, raw, ...faults) => {
    expect(faultsOfAnswer(field, raw)).toEqual(faults);
  });

  it('that is none of the options is told the labels in the reader’s language, ten at the most', () => {
    const options = Array.from({ length: 30 }, (_, i) => ({ value: `v${i}`, label: { en: `E${i}`, ja: `日${i}` } }));
    const form = aFormWith(aRadio({ options }));
    const allowed = (locale: 'en' | 'ja') => {
      try {
        checkSubmission(form, aSubmission({ answers: { extra: 'x' } }), locale);
      } catch (error) {
        return (error as ValidationFailed).errors[0]?.fault.facts?.['allowed'];
      }
      return undefined;
    };
    expect(allowed('ja')).toBe('日0, 日1, 日2, 日3, 日4, 日5, 日6, 日7, 日8, 日9, …');
    expect(allowed('en')).toMatch(/^E0, .*E9, …$/);
  });

  it('is not looked for on the prototype', () => {
    const form = aFormWith(aText({ key: 'valueof2', required: true }));
    expect(faultsOf(form, aSubmission({ answers: JSON.parse('{"__proto__": {"valueof2": "x"}}') as object }))).toEqual([
      '#/answers/__proto__ unknown-field',
      '#/answers/valueof2 required',
    ]);
  });

  it('has room in the database, with all the others', () => {
    const fields = Array.from({ length: 10 }, (_, i) => aTextArea({ key: `q${i}`, maxLength: 5000 }));
    const answers = Object.fromEntries(fields.map(({ key }) => [key, '漢'.repeat(5000)]));
    expect(faultsOf(aFormWith(...fields), aSubmission({ answers }))).toEqual(['#/answers answers-too-long']);
  });
});

describe('the terms of use', () => {
  const form = aForm({ terms: TERMS });

  it('are accepted in the version that is in force', () => {
    expect(checkSubmission(form, aSubmission({ terms: { version: 3, accepted: true } }), 'en').termsVersion).toBe(3);
  });

  it.each<[unknown, ...string[]]>([
    [undefined, '#/terms terms-not-accepted'],
    [{}, '#/terms terms-not-accepted'],
    [{ version: 3 }, '#/terms terms-not-accepted'],
    [{ version: 3, accepted: false }, '#/terms terms-not-accepted'],
    [{ accepted: true }, '#/terms/version required'],
    [{ version: 2, accepted: true }, '#/terms/version not-one-of'],
    [{ version: '3', accepted: true }, '#/terms/version not-one-of'],
    [{ version: 3, accepted: 'true' }, '#/terms/accepted not-a-boolean'],
    [{ version: 3, accepted: true, at: 'now' }, '#/terms/at unknown-field'],
    [null, '#/terms not-an-object'],
    [true, '#/terms not-an-object'],
    [[3], '#/terms not-an-object'],
  ])('are not accepted by %j: %s', (terms, ...faults) => {
    expect(faultsOf(form, aSubmission({ terms }))).toEqual(faults);
  });
});

describe('a stale form', () => {
  const form = aForm({ terms: TERMS });

  it.each<[object, boolean]>([
    [{}, false],
    [{ formVersion: '0.form' }, false],
    [{ formVersion: '0.older' }, true],
    [{ formVersion: 7 }, false], // no version at all: a fault of its field
    [{ terms: { version: 3 } }, false],
    [{ terms: { version: 2, accepted: true } }, true],
    [{ terms: { version: '2' } }, false],
    [{ terms: null }, false],
    [{ terms: 'yes' }, false],
  ])('is told by what came with it: %j: %s', (said, expected) => {
    expect(isStale(form, aSubmission(said))).toBe(expected);
  });
});

describe('whatever is sent', () => {
  it('is told all at once', () => {
    const form = aForm({ fields: [...indispensableFields(), aNumber({ required: true })], terms: TERMS });
    expect(
      faultsOf(form, { name: '', loginId: 'a b', password: 'password', answers: { extra: 'x', more: 1 }, other: 1 }),
    ).toEqual([
      '#/other unknown-field',
      '#/loginId login-id-characters',
      '#/name required',
      '#/email required',
      '#/password password-common',
      '#/answers/more unknown-field',
      '#/answers/extra not-a-number',
      '#/terms terms-not-accepted',
    ]);
  });

  it.each([undefined, null, true, 0, 'text', []])('is refused when it is no object: %j', (body) => {
    expect(faultsOf(aForm(), body)[0]).toMatch(/^# (required|not-an-object)$/);
  });

  it('does not make the answer endless', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, 1]));
    const ticks = Array.from({ length: 20_000 }, () => 'golf');
    expect(faultsOf(aFormWith(aCheckbox()), aSubmission({ ...many, answers: { ...many, extra: ticks } })).length).toBeLessThan(
      400,
    );
  });

  it('is accepted or refused with reasons', () => {
    const form = aForm({
      fields: [
        ...indispensableFields(),
        ...(['displayName', 'country', 'language', 'timeZone'] as const).map(optional),
        ...[aText({ key: 'a', pattern: '^\\w+$' }), aTextArea({ key: 'b' }), aRadio({ key: 'c' }), aCheckbox({ key: 'd' })],
        ...[aDate({ key: 'e' }), aNumber({ key: 'f' }), aConsent({ key: 'g', required: true })],
      ],
      terms: TERMS,
    });
    const any = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('maths', '2025-01-01', 'a1', true, 3));
    const keys = [...form.fields.map(({ key }) => key), 'answers', 'terms', 'formVersion', '__proto__', 'constructor'];
    const answers = fc.dictionary(fc.constantFrom(...'abcdefghi', '__proto__', 'toString'), any);
    const terms = fc.dictionary(fc.constantFrom('version', 'accepted', 'x'), any);
    const body = fc.oneof(
      any,
      fc.tuple(fc.dictionary(fc.constantFrom(...keys), any), answers, terms).map(([more, a, t]) => ({
        ...aSubmission(),
        answers: a,
        terms: t,
        ...more,
      })),
    );
    fc.assert(
      fc.property(body, (sent) => {
        expect(Array.isArray(faultsOf(form, sent))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
