import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import fc from 'fast-check';
import { type FieldFaultCode } from '../../platform/problem/field-fault';
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
import { checkSubmission } from './check-submission';
import { type CustomField } from './form-field';
import { schemaOf } from './form-schema';
import { type CheckedSubmission, type RegistrationForm } from './registration-form';

const READER = { locale: 'en', siteLocale: 'en' } as const;
const TERMS = { version: 3, title: { en: 'Terms' }, markdown: { en: 'Be kind.' } };

/** What no schema can say, or this one does not: the service alone refuses for these. */
const ONLY_THE_SERVICE_SAYS: ReadonlySet<FieldFaultCode> = new Set([
  'password-common',
  'password-repetition',
  'password-sequence',
  'password-contains-own-name',
  'password-contains-login-id',
  'password-contains-email',
  // Which domains there can be; the schema looks at the local part and the dots.
  'email-domain-invalid',
  'email-address-literal',
  'email-local-part-too-long',
  'email-too-long',
  'email-full-width-characters',
  'language-unknown',
  'time-zone-unknown',
  // A day before or after another: JSON Schema knows no order of dates. The hints have it.
  'date-too-early',
  'date-too-late',
  // Marks piled up, or with no letter to belong to.
  'invalid-characters',
  'invisible-characters',
  'answers-too-long',
]);

function validatorOf(form: RegistrationForm): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats(ajv);
  return ajv.compile(schemaOf(form, READER));
}

type Verdict = { readonly checked: CheckedSubmission } | { readonly codes: readonly FieldFaultCode[] };

function verdictOf(form: RegistrationForm, body: object): Verdict {
  try {
    return { checked: checkSubmission(form, body, 'en') };
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return { codes: error.errors.map(({ fault }) => fault.code) };
  }
}

/** What was accepted, as a tidy front end would have sent it. */
function tidied({ loginId, email, termsVersion, ...rest }: CheckedSubmission): object {
  const body = {
    ...rest,
    loginId: loginId?.asTyped ?? null,
    email: email.asTyped,
    terms: termsVersion === null ? null : { version: termsVersion, accepted: true },
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** The promise of the schema: it accepts whatever the service does, and refuses whatever the service refuses, but for the above. */
function expectAgreement(form: RegistrationForm, validate: ValidateFunction, body: object): void {
  const verdict = verdictOf(form, body);
  if ('checked' in verdict) {
    expect({ accepts: validate(tidied(verdict.checked)), errors: validate.errors, body }).toMatchObject({ accepts: true });
  } else if (!verdict.codes.every((code) => ONLY_THE_SERVICE_SAYS.has(code))) {
    expect({ refuses: !validate(body), because: verdict.codes, body }).toMatchObject({ refuses: true });
  }
}

const tidy = (text: string): string =>
  text
    .replace(/[\u200B\u200E\u200F\u061C]/g, '')
    .normalize('NFC')
    .trim();

describe('the schema of a form', () => {
  it('says what is asked, in the reader’s language', () => {
    const form = aForm({
      fields: [
        ...indispensableFields(),
        { ...optional('department'), label: { en: 'Team' } },
        aRadio({ required: true, label: { en: 'Subject', ja: '科目' }, description: { ja: '一つ選んでください。' } }),
      ],
      terms: TERMS,
    });
    expect(schemaOf(form, { locale: 'ja', siteLocale: 'en' })).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['loginId', 'name', 'email', 'password', 'answers', 'terms'],
      additionalProperties: false,
      properties: {
        name: { title: '氏名', type: 'string', minLength: 1, maxLength: 50 },
        department: { title: '部署' },
        password: { title: 'パスワード', minLength: 8, maxLength: 128, writeOnly: true },
        answers: {
          type: 'object',
          required: ['extra'],
          additionalProperties: false,
          properties: {
            extra: { title: '科目', description: '一つ選んでください。', type: 'string', enum: ['maths', 'music', 'art'] },
          },
        },
        terms: { required: ['version', 'accepted'], properties: { version: { const: 3 }, accepted: { const: true } } },
      },
    });
  });

  it('says nothing of what is not asked', () => {
    const { properties, required } = schemaOf(aForm(), READER) as { properties: object; required: string[] };
    const asked = ['formVersion', 'loginId', 'name', 'email', 'password', 'answers'];
    // These two can always be sent: the one for nothing, the other one empty.
    expect(Object.keys(properties)).toEqual([...asked, 'challenge', 'homepage']);
    expect(required).toEqual(['loginId', 'name', 'email', 'password']);
  });

  it('demands what solves the challenge, where there is one', () => {
    const { required } = schemaOf(aForm({ challenge: { kind: 'proof-of-work', siteKey: null } }), READER);
    expect(required).toEqual(['loginId', 'name', 'email', 'password', 'challenge']);
  });

  it('tells browsers the site’s own pattern, unless it might keep them busy', () => {
    const extra = (field: CustomField): unknown =>
      (schemaOf(aFormWith(field), READER) as { properties: { answers: { properties: { extra: unknown } } } }).properties.answers
        .properties.extra;
    expect(extra(aText({ pattern: '^\\s?\\d{7}$' }))).toMatchObject({ pattern: '^[\\t\\n\\f\\r ]?\\d{7}$' });
    expect(JSON.stringify(extra(aText({ pattern: '^(a+)+$' })))).not.toContain('(a+)+');
  });
});

describe('the schema and the service agree about', () => {
  const everything = ['displayName', 'department', 'position', 'country', 'language', 'timeZone'] as const;

  it.each<object>([
    {},
    ...['name', 'loginId', 'email', 'password'].flatMap((key) =>
      [undefined, null, '', 7, true, [], {}].map((value) => ({ [key]: value })),
    ),
    ...['a', 'a'.repeat(50), 'a'.repeat(51), '漢'.repeat(50), '😀'.repeat(50), '😀'.repeat(51), 'O’Brien', '山田　花子'].map(
      (name) => ({ name }),
    ),
    ...[
      'علی\u200cرضا',
      '辻\u{E0100}',
      'a\nb',
      'a\tb',
      'a\u0000b',
      'a\u202eb',
      'a\u2066b',
      'a\u00adb',
      'a\ufffdb',
      '\u200b\u200b',
      'a\ud800',
    ].map((name) => ({ name })),
    ...[
      'abcde',
      'abcd',
      'a'.repeat(30),
      'a'.repeat(31),
      'ab cde',
      'abcdé',
      '!"#$%&\'()*+,-./:;?[\\]^_`@',
      'abc{}',
      'abc~~',
      'a\\b^c',
    ].map((loginId) => ({ loginId })),
    ...[
      'a@b.example',
      'a.b+c@b.example',
      'a@例え.jp',
      'a@b',
      'a',
      '@b.example',
      'a@',
      'a@@b.example',
      'a b@c.example',
      'a..b@c.example',
    ].map((email) => ({ email })),
    ...[
      '.a@c.example',
      'a.@c.example',
      'a@c..example',
      'a@.example',
      'a@c.example.',
      'é@c.example',
      '"a"@c.example',
      'a,b@c.example',
    ].map((email) => ({ email })),
    ...[
      'a <b@c.example>',
      'a@b.example,c@d.example',
      'a@[127.0.0.1]',
      'a@127.0.0.1',
      'a@b.c',
      'a@-b.example',
      "a'b=c@d-e.example",
    ].map((email) => ({
      email,
    })),
    ...[
      'seven 7',
      'eight  8',
      'kn\u0061ck wurst',
      'a'.repeat(129),
      `correct ${'horse '.repeat(20)}`,
      'tab\tin the middle',
      'パスワード長い',
    ].map((password) => ({ password })),
    ...['A', 'Al', 'Ali', 'a'.repeat(51)].map((displayName) => ({ displayName })),
    ...['a', 'a'.repeat(100), 'a'.repeat(101), 7].map((department) => ({ department })),
    ...['JP', 'GB', 'XX', 'UK', 'JPN', 'J', 'AX', '日本', 81].map((country) => ({ country })),
    ...['ja', 'en-GB', 'zh-Hant-TW', 'und', 'de-CH-1996', 'x', 'english language', 'ja_JP', '日本語', `en-${'x'.repeat(40)}`].map(
      (language) => ({
        language,
      }),
    ),
    ...['Asia/Tokyo', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+9', '+09:00', 'JST', 'Mars/Base', 'Tokyo'].map(
      (timeZone) => ({ timeZone }),
    ),
    ...[null, [], 'x', {}, { company: 'x' }].map((answers) => ({ answers })),
    ...[null, {}, true, { version: 3, accepted: true }].map((terms) => ({ terms })),
    { formVersion: 7 },
    { formVersion: 'a'.repeat(101) },
    { unknown: 1 },
  ])('%j', (said) => {
    const form = aFormWith(...everything.map(optional));
    expectAgreement(form, validatorOf(form), JSON.parse(JSON.stringify(aSubmission(said))) as object);
  });

  it.each<[CustomField, ...unknown[]]>([
    [aText(), 'a', '', 7, null, 'a\nb', 'a'.repeat(200), 'a'.repeat(201), '😀'.repeat(200), ['a'], '\u200d'],
    [aText({ required: true }), undefined, 'a'],
    [aText({ minLength: 2, maxLength: 3 }), 'a', 'ab', 'abc', 'abcd', '漢字', '😀'],
    [aText({ pattern: '^[A-Z]{2}\\d{4}$' }), 'AB1234', 'ab1234', 'AB12345', 'AB１２３４'],
    [aText({ pattern: '\\s' }), 'a b', 'ab', 'a　b', 'a\u00a0b'],
    [aText({ pattern: '^\\p{Katakana}+$' }), 'カナ', 'かな', 'ｶﾅ'],
    [aTextArea(), 'a\nb', 'a\tb', 'a'.repeat(1001), 'a\u2028b', 'a\u0085b'],
    [aRadio(), 'maths', 'Maths', '', null, ['maths'], 'constructor'],
    [aRadio({ type: 'pull-down', required: true }), 'art', undefined],
    [aCheckbox(), ['maths'], ['art', 'maths'], ['maths', 'maths'], ['golf'], 'maths', [1], null, {}],
    [aCheckbox({ required: true }), undefined, [], ['art']],
    [aCheckbox({ minSelections: 2, maxSelections: 2 }), ['art'], ['art', 'maths'], ['art', 'maths', 'music']],
    [
      aDate(),
      '2025-04-01',
      '2024-02-29',
      '2025-02-29',
      '1900-02-29',
      '2000-02-29',
      '2025-13-01',
      '2025-00-01',
      '2025-01-32',
      '0000-01-01',
    ],
    [aDate(), '0001-01-01', '9999-12-31', '2025-4-1', '20250401', '2025-04-01T00:00:00Z', 20250401, null, '２０２５-04-01'],
    [aNumber(), 0, -0, 1.5, -1e14, 999_999_999_999_999, 1e15, -1e15, '7', null, true],
    [aNumber({ minimum: 0, maximum: 10, integer: true }), 0, 10, 11, -1, 1.5, 1.0, '1'],
    [aNumber({ minimum: 0.5 }), 0.5, 0.4999],
    [aConsent(), true, false, 'true', 1, null],
    [aConsent({ required: true }), true, false, undefined],
  ])('answers to %j: %j', (field, ...values) => {
    const form = aFormWith(field);
    const validate = validatorOf(form);
    for (const extra of values) {
      expectAgreement(form, validate, aSubmission({ answers: extra === undefined ? {} : { extra } }));
    }
  });

  it.each([
    undefined,
    null,
    {},
    { version: 3, accepted: true },
    { version: 3, accepted: false },
    { version: 2, accepted: true },
    { version: '3', accepted: true },
  ])('an acceptance of terms: %j', (terms) => {
    const form = aForm({ terms: TERMS });
    expectAgreement(form, validatorOf(form), JSON.parse(JSON.stringify(aSubmission({ terms }))) as object);
  });

  const character = fc.constantFrom(
    ...('aZ09 _-.@!~é漢か\u3099Ω😀\n\t\u0000\u200b\u200d\ufe0f\u202e\u0301\u00a0　\u2028\ufffd'.match(/./gsu) ?? []),
  );
  const anyText = fc.oneof(fc.string({ unit: character, maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 })).map(tidy);
  const anyValue = fc.oneof(
    { weight: 4, arbitrary: anyText },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(null, true, false, 0, 1.5, -3, 1e20, {}, [], ['maths'], ['maths', 'art'], [1]),
    },
    { weight: 2, arbitrary: fc.constantFrom('maths', '2025-04-01', '2025-02-30', 'JP', 'ja', 'UTC', 'AB1', 'ab') },
  );

  it('any body, field by field', () => {
    const form = aForm({
      fields: [
        ...indispensableFields(),
        ...everything.map(optional),
        ...[aText({ key: 'a', pattern: '^[A-Z]{2}\\d$' }), aText({ key: 'b', minLength: 2 }), aTextArea({ key: 'c' })],
        ...[aRadio({ key: 'd' }), aCheckbox({ key: 'e', maxSelections: 1 }), aDate({ key: 'f' })],
        ...[aNumber({ key: 'g', minimum: -1, integer: true }), aConsent({ key: 'h' })],
      ],
      terms: TERMS,
    });
    const validate = validatorOf(form);
    const keys = ['name', 'loginId', 'email', 'password', ...everything, 'formVersion', 'unknown'];
    const bodies = fc
      .tuple(
        fc.dictionary(fc.constantFrom(...keys), anyValue, { maxKeys: 2 }),
        fc.dictionary(fc.constantFrom(...'abcdefghi'), anyValue, { maxKeys: 2 }),
      )
      .map(([said, answers]) => aSubmission({ terms: { version: 3, accepted: true }, answers, ...said }));
    fc.assert(
      fc.property(bodies, (body) => {
        expectAgreement(form, validate, body);
      }),
      { numRuns: 2000 },
    );
  });
});
