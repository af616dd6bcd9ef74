import { DISPLAY_NAME_LENGTH, LOGIN_ID_LENGTH, PASSWORD_LENGTH, type TextLength } from '../../identity';
import { BUILT_IN_DESCRIPTIONS, BUILT_IN_LABELS } from './built-in-texts';
import { type BuiltInKey, type FormField, isBuiltIn } from './form-field';
import { type RegistrationForm } from './registration-form';
import { type Reader, textFor, type Texts } from './texts';

/** What a field is called: in the site's words, where it has some in a language, and in the usual ones elsewhere. */
export function labelOf(field: FormField, reader: Reader): string {
  return textFor(reader, isBuiltIn(field) ? { ...BUILT_IN_LABELS[field.key], ...field.label } : field.label) ?? field.key;
}

/** What helps to fill a field in; null where nothing is to be said. */
export function descriptionOf(field: FormField, form: RegistrationForm, reader: Reader): string | null {
  return textFor(reader, isBuiltIn(field) ? { ...usualDescription(field.key, form), ...field.description } : field.description);
}

function usualDescription(key: BuiltInKey, { passwordMinimum }: RegistrationForm): Texts {
  const lengths: Partial<Record<BuiltInKey, TextLength>> = {
    loginId: LOGIN_ID_LENGTH,
    displayName: DISPLAY_NAME_LENGTH,
    password: { ...PASSWORD_LENGTH, minimum: passwordMinimum },
  };
  const fill = (text: string): string =>
    text.replace(/\{(minimum|maximum)\}/g, (_, edge: keyof TextLength) => String(lengths[key]?.[edge]));
  const texts = Object.entries(BUILT_IN_DESCRIPTIONS[key] ?? {});
  return Object.fromEntries(texts.map(([locale, text]) => [locale, fill(text)]));
}
