import {
  BUILT_IN_KEYS,
  type BuiltInField,
  type BuiltInKey,
  type CheckboxField,
  type ChoiceField,
  type ConsentField,
  type DateField,
  type FormField,
  type NumberField,
  type TextAreaField,
  type TextField,
} from '../domain/form-field';
import { usualField } from '../domain/form-definition';
import { type RegistrationForm } from '../domain/registration-form';

/** A form. What is not said is as on a site that has changed nothing. */
export function aForm(said: Partial<RegistrationForm> = {}): RegistrationForm {
  return {
    siteId: '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de',
    siteName: 'North Academy',
    isOpen: true,
    locale: 'en',
    version: '0.form',
    fields: indispensableFields(),
    terms: null,
    passwordMinimum: 8,
    challenge: null,
    entrance: null,
    ...said,
  };
}

export function indispensableFields(): readonly BuiltInField[] {
  return BUILT_IN_KEYS.map(usualField).filter(({ used }) => used);
}

/** The fields nobody can do without, and `more`. */
export function aFormWith(...more: readonly FormField[]): RegistrationForm {
  return aForm({ fields: [...indispensableFields(), ...more] });
}

export const optional = (key: BuiltInKey): BuiltInField => ({ ...usualField(key), used: true });

const question = { key: 'extra', required: false, label: { en: 'Extra' }, description: {} } as const;

const options = ['maths', 'music', 'art'].map((value) => ({ value, label: { en: value.toUpperCase() } }));

export const aText = (said: Partial<TextField> = {}): TextField => ({ ...question, type: 'text', ...said });
export const aTextArea = (said: Partial<TextAreaField> = {}): TextAreaField => ({ ...question, type: 'text-area', ...said });
export const aRadio = (said: Partial<ChoiceField> = {}): ChoiceField => ({ ...question, type: 'radio', options, ...said });
export const aCheckbox = (said: Partial<CheckboxField> = {}): CheckboxField => ({
  ...question,
  type: 'checkbox',
  options,
  ...said,
});
export const aDate = (said: Partial<DateField> = {}): DateField => ({ ...question, type: 'date', ...said });
export const aNumber = (said: Partial<NumberField> = {}): NumberField => ({ ...question, type: 'number', ...said });
export const aConsent = (said: Partial<ConsentField> = {}): ConsentField => ({ ...question, type: 'consent', ...said });

/** What somebody sends to the form of {@link aForm}. Valid, but for what is said otherwise. */
export function aSubmission(said: object = {}): Record<string, unknown> {
  return {
    name: 'Hana Lindqvist',
    loginId: 'hana.lindqvist',
    email: 'hana@school.example',
    password: 'quiet lantern by the harbour',
    ...said,
  };
}
