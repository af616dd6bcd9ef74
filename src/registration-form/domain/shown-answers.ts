import { labelOf } from './field-texts';
import { type CustomField, type CustomType, type FormField, isBuiltIn } from './form-field';
import { type AnswerValue } from './registration-form';
import { type Reader, textFor } from './texts';

/** An answer as a reader sees it. */
export interface ShownAnswer {
  readonly key: string;
  readonly label: string;
  readonly type: CustomType;
  readonly value: AnswerValue;
  /** The labels of what was chosen, in the form's order; null for what speaks for itself: text, dates, numbers, consent. */
  readonly choices: readonly string[] | null;
}

/**
 * `answers` beside the questions of the form they were given to, in its order.
 * What that form did not ask is left out.
 */
export function shownAnswers(
  fields: readonly FormField[],
  answers: Readonly<Record<string, AnswerValue>>,
  reader: Reader,
): readonly ShownAnswer[] {
  return fields.flatMap((field) => {
    const value = isBuiltIn(field) || !Object.hasOwn(answers, field.key) ? undefined : answers[field.key];
    if (isBuiltIn(field) || value === undefined) {
      return [];
    }
    return [{ key: field.key, label: labelOf(field, reader), type: field.type, value, choices: choicesOf(field, value, reader) }];
  });
}

function choicesOf(field: CustomField, value: AnswerValue, reader: Reader): readonly string[] | null {
  if (!('options' in field)) {
    return null;
  }
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return field.options
    .filter((option) => chosen.includes(option.value))
    .map((option) => textFor(reader, option.label) ?? option.value);
}
