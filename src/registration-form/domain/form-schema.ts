import {
  AFFILIATION_LENGTH,
  DISPLAY_NAME_LENGTH,
  EMAIL_LENGTH,
  LOGIN_ID_LENGTH,
  NAME_LENGTH,
  PASSWORD_LENGTH,
  type TextLength,
} from '../../identity';
import { COUNTRIES } from './countries';
import { lengthOf, rangeOf, selectionsOf } from './field-limits';
import { HONEYPOT, LONGEST_CHALLENGE } from './form-challenge';
import { descriptionOf, labelOf } from './field-texts';
import { type BuiltInKey, type CustomField, type FormField, isBuiltIn, type TextAreaField, type TextField } from './form-field';
import { LONGEST_TAG } from './languages';
import { ENTRANCE_TEXTS } from './built-in-texts';
import { type FormEntrance, type RegistrationForm } from './registration-form';
import { patternForBrowsers } from './safe-pattern';
import { type Reader } from './texts';

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const LONGEST_FORM_VERSION = 100;

// As signup-urls has it.
const CODE_LENGTH: TextLength = { minimum: 4, maximum: 64 };

// The rules of characters as far as a pattern can say them (ECMA-262, flag `u`): see identity/plain-text.ts.
const UNSEEN = String.raw`\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFF9-\uFFFD\u2028\u2029\p{Bidi_Control}\p{Default_Ignorable_Code_Point}`;
const PART_OF_TEXT = String.raw`\u200B-\u200F\u061C\u180B-\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}`;
const SOMETHING_VISIBLE = String.raw`(?=[^]*[\p{L}\p{N}\p{P}\p{S}])`;
const LINE = `^${SOMETHING_VISIBLE}(?:[^${UNSEEN}]|[${PART_OF_TEXT}])*$`;
const LINES = String.raw`^${SOMETHING_VISIBLE}(?:[^${UNSEEN}]|[${PART_OF_TEXT}\r\n])*$`;
const LOGIN_ID = String.raw`^[A-Za-z0-9!"#$%&'()*+,\-.\/:;?\[\\\]^_${'`'}@]*$`;
const EMAIL = String.raw`^[A-Za-z0-9!#$%&'*+\/=?^_${'`'}{|}~\-]+(?:\.[A-Za-z0-9!#$%&'*+\/=?^_${'`'}{|}~\-]+)*@[^\s@.]+(?:\.[^\s@.]+)+$`;
const PASSWORD = String.raw`^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cn}]*$`;
const LANGUAGE_TAG = '^(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:-[A-Za-z0-9]{1,8})*$';
const TIME_ZONE = String.raw`^(?:[A-Za-z]+(?:\/[A-Za-z0-9_+\-]+){1,2}|UTC|GMT)$`;
const CALENDAR_DAY = String.raw`^(?!0000)\d{4}-\d{2}-\d{2}$`;

/**
 * The body of an application as JSON Schema 2020-12, in the reader's language.
 *
 * It speaks of tidied values: trimmed, in NFC (login ID and password: NFKC),
 * and with nothing for what was not filled in. Whatever the service accepts,
 * tidied like that, the schema accepts. What no schema can say, the service
 * alone decides: whether a password is easy to guess, which domains, language
 * tags and time zones there are, and patterns that might keep a browser busy.
 */
export function schemaOf(form: RegistrationForm, reader: Reader): JsonSchema {
  const builtIn = form.fields.filter(isBuiltIn);
  const custom = form.fields.filter((field) => !isBuiltIn(field));
  const described = (field: FormField, schema: JsonSchema): [string, JsonSchema] => {
    const description = descriptionOf(field, form, reader);
    return [field.key, { title: labelOf(field, reader), ...(description !== null && { description }), ...schema }];
  };
  const answers = objectOf(
    custom.map((field) => described(field, schemaOfAnswer(field))),
    custom.filter(({ required }) => required).map(({ key }) => key),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...objectOf(
      [
        ['formVersion', { type: 'string', maxLength: LONGEST_FORM_VERSION }],
        ...builtIn.map((field) => described(field, BUILT_IN_SCHEMAS[field.key](form))),
        ['answers', answers],
        ...(form.terms === null ? [] : [['terms', schemaOfAcceptance(form.terms.version)] as [string, JsonSchema]]),
        ...(form.entrance === null ? [] : schemasOfEntrance(form.entrance, reader)),
        // Where nothing has to be solved, what is sent is ignored: it was asked for when the form was opened.
        ['challenge', { type: 'string', maxLength: LONGEST_CHALLENGE }],
        [HONEYPOT, { type: 'string', maxLength: 0 }],
      ],
      requiredOf(form),
    ),
  };
}

function requiredOf({ fields, terms, entrance, challenge }: RegistrationForm): string[] {
  const required = fields.filter((field) => field.required);
  return [
    ...required.filter(isBuiltIn).map(({ key }) => key),
    ...(required.every(isBuiltIn) ? [] : ['answers']),
    ...(terms === null ? [] : ['terms']),
    ...(entrance === null ? [] : ['signupUrl']),
    ...(entrance?.codeRequired === true ? ['authenticationCode'] : []),
    ...(challenge === null ? [] : ['challenge']),
  ];
}

function objectOf(properties: readonly (readonly [string, JsonSchema])[], required: readonly string[]): JsonSchema {
  return { type: 'object', properties: Object.fromEntries(properties), required, additionalProperties: false };
}

function schemaOfAcceptance(version: number): JsonSchema {
  return objectOf(
    [
      ['version', { const: version }],
      ['accepted', { const: true }],
    ],
    ['version', 'accepted'],
  );
}

// Where no code is asked, one that is sent is ignored: it was asked for when the form was opened.
function schemasOfEntrance({ key, codeRequired }: FormEntrance, reader: Reader): [string, JsonSchema][] {
  const title = ENTRANCE_TEXTS.authenticationCode[reader.locale];
  return [
    ['signupUrl', { const: key }],
    ['authenticationCode', codeRequired ? { title, ...text(CODE_LENGTH, LINE) } : { title }],
  ];
}

function text({ minimum, maximum }: TextLength, pattern: string): JsonSchema {
  return { type: 'string', minLength: minimum, maxLength: maximum, pattern };
}

const BUILT_IN_SCHEMAS: Readonly<Record<BuiltInKey, (form: RegistrationForm) => JsonSchema>> = {
  loginId: () => text(LOGIN_ID_LENGTH, LOGIN_ID),
  name: () => text(NAME_LENGTH, LINE),
  displayName: () => text(DISPLAY_NAME_LENGTH, LINE),
  department: () => text(AFFILIATION_LENGTH, LINE),
  position: () => text(AFFILIATION_LENGTH, LINE),
  // Not `format: email`: that is ASCII alone, and the domain may be written in any script.
  email: () => text({ minimum: 1, maximum: EMAIL_LENGTH.whole }, EMAIL),
  password: ({ passwordMinimum }) => ({
    ...text({ minimum: passwordMinimum, maximum: PASSWORD_LENGTH.maximum }, PASSWORD),
    writeOnly: true,
  }),
  country: () => ({ type: 'string', enum: COUNTRIES }),
  language: () => text({ minimum: 2, maximum: LONGEST_TAG }, LANGUAGE_TAG),
  timeZone: () => ({ type: 'string', pattern: TIME_ZONE }),
};

// eslint-disable-next-line complexity -- a line or two for each type of field
function schemaOfAnswer(field: CustomField): JsonSchema {
  switch (field.type) {
    case 'text':
    case 'text-area':
      return schemaOfText(field);
    case 'radio':
    case 'pull-down':
      return { type: 'string', enum: field.options.map(({ value }) => value) };
    case 'checkbox': {
      const { minimum, maximum } = selectionsOf(field);
      const items = { type: 'string', enum: field.options.map(({ value }) => value) };
      return { type: 'array', items, uniqueItems: true, minItems: minimum, maxItems: maximum };
    }
    case 'date':
      return { type: 'string', format: 'date', pattern: CALENDAR_DAY };
    case 'number':
      return { type: field.integer === true ? 'integer' : 'number', ...rangeOf(field) };
    case 'consent':
      return field.required ? { type: 'boolean', const: true } : { type: 'boolean' };
  }
}

function schemaOfText(field: TextField | TextAreaField): JsonSchema {
  const length = lengthOf(field);
  const schema = text(length, field.type === 'text' ? LINE : LINES);
  const own = field.type === 'text' && field.pattern !== undefined ? patternForBrowsers(field.pattern, length.maximum) : null;
  return own === null ? schema : { ...schema, pattern: own, allOf: [{ pattern: LINE }] };
}
