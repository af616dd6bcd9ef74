import { PASSWORD_LENGTH } from '../../identity';
import { pointerTo } from '../../platform/problem/validation-failed';
import { ENTRANCE_TEXTS } from './built-in-texts';
import { descriptionOf, labelOf } from './field-texts';
import { type BuiltInKey, type CustomField, type CustomType, type FormField, isBuiltIn } from './form-field';
import { type RegistrationForm } from './registration-form';
import { type Choice, regionalOptions } from './regional-options';
import { type Reader, textFor } from './texts';

export const WIDGETS = [
  'text',
  'email',
  'password',
  'text-area',
  'radio',
  'checkboxes',
  'pull-down',
  'date',
  'number',
  'checkbox',
] as const;

export type Widget = (typeof WIDGETS)[number];

/** How a field is drawn: what a front end needs beside the schema. */
export interface FieldHint {
  readonly key: string;
  /** Where its value stands in the body. */
  readonly pointer: string;
  readonly label: string;
  readonly description: string | null;
  readonly required: boolean;
  readonly widget: Widget;
  /** Token of the HTML attribute. */
  readonly autocomplete: string | null;
  /** Value of the HTML attribute. */
  readonly inputMode: string | null;
  readonly options: readonly Choice[] | null;
  /** date, number: the first and last that is accepted. */
  readonly minimum: number | string | null;
  readonly maximum: number | string | null;
  readonly password: PasswordHint | null;
}

/** What is asked of a password beyond its characters. */
interface PasswordHint {
  readonly minLength: number;
  readonly maxLength: number;
  /** Reasons for which the service refuses passwords of every length. */
  readonly refuses: readonly string[];
}

type Drawing = Pick<FieldHint, 'widget' | 'autocomplete' | 'inputMode'>;

const REFUSED_PASSWORDS = ['common', 'repetition', 'sequence', 'own-name', 'login-id', 'email'];

/** How the fields of `form` are drawn, in their order, for the reader. */
export function hintsOf(form: RegistrationForm, reader: Reader): readonly FieldHint[] {
  const ofFields = form.fields.map((field) => hintOf(field, form, reader));
  return form.entrance?.codeRequired === true ? [...ofFields, hintOfCode(reader)] : ofFields;
}

function hintOf(field: FormField, form: RegistrationForm, reader: Reader): FieldHint {
  return {
    key: field.key,
    pointer: pointerTo(isBuiltIn(field) ? [field.key] : ['answers', field.key]),
    label: labelOf(field, reader),
    description: descriptionOf(field, form, reader),
    required: field.required,
    ...(isBuiltIn(field) ? BUILT_IN_DRAWINGS[field.key] : drawingOf(field)),
    options: optionsOf(field, reader),
    ...rangeTold(field),
    password: isBuiltIn(field) && field.key === 'password' ? passwordHint(form) : null,
  };
}

function hintOfCode({ locale }: Reader): FieldHint {
  return {
    key: 'authenticationCode',
    pointer: pointerTo(['authenticationCode']),
    label: ENTRANCE_TEXTS.authenticationCode[locale],
    description: ENTRANCE_TEXTS.authenticationCodeDescription[locale],
    required: true,
    ...draw('text', 'off'),
    options: null,
    minimum: null,
    maximum: null,
    password: null,
  };
}

function rangeTold(field: FormField): Pick<FieldHint, 'minimum' | 'maximum'> {
  const { minimum = null, maximum = null } = field.type === 'date' || field.type === 'number' ? field : {};
  return { minimum, maximum };
}

function passwordHint({ passwordMinimum }: RegistrationForm): PasswordHint {
  return { minLength: passwordMinimum, maxLength: PASSWORD_LENGTH.maximum, refuses: REFUSED_PASSWORDS };
}

const draw = (widget: Widget, autocomplete: string | null = null, inputMode: string | null = null): Drawing => ({
  widget,
  autocomplete,
  inputMode,
});

const BUILT_IN_DRAWINGS: Readonly<Record<BuiltInKey, Drawing>> = {
  loginId: draw('text', 'username'),
  name: draw('text', 'name'),
  displayName: draw('text', 'nickname'),
  department: draw('text'),
  position: draw('text', 'organization-title'),
  email: draw('email', 'email', 'email'),
  password: draw('password', 'new-password'),
  country: draw('pull-down', 'country'),
  language: draw('pull-down', 'language'),
  timeZone: draw('pull-down'),
};

const CUSTOM_WIDGETS: Readonly<Record<CustomType, Widget>> = {
  text: 'text',
  'text-area': 'text-area',
  radio: 'radio',
  checkbox: 'checkboxes',
  'pull-down': 'pull-down',
  date: 'date',
  number: 'number',
  consent: 'checkbox',
};

function drawingOf(field: CustomField): Drawing {
  const keyboard = field.type === 'number' ? (field.integer === true ? 'numeric' : 'decimal') : null;
  return draw(CUSTOM_WIDGETS[field.type], null, keyboard);
}

function optionsOf(field: FormField, reader: Reader): readonly Choice[] | null {
  if (isBuiltIn(field)) {
    const { key } = field;
    return key === 'country' || key === 'language' || key === 'timeZone' ? regionalOptions(key, reader.locale) : null;
  }
  return 'options' in field ? field.options.map(({ value, label }) => ({ value, label: textFor(reader, label) ?? value })) : null;
}
