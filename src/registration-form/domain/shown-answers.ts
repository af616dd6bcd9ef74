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

/** An answer in one cell of a table: what was chosen by its labels, everything else as it is. */
export type AnswerCell = string | number | boolean;

/** How the answers to a form are put into cells; null for a question it did not have. */
export function answerCells(
  fields: readonly FormField[],
  reader: Reader,
): (key: string, value: AnswerValue) => AnswerCell | null {
  const asked = new Map(fields.flatMap((field) => (isBuiltIn(field) ? [] : [[field.key, field] as const])));
  return (key, value) => {
    const field = asked.get(key);
    if (field === undefined) {
      return null;
    }
    const choices = choicesOf(field, value, reader)?.join('; ');
    return choices ?? (Array.isArray(value) ? value.join('; ') : (value as AnswerCell));
  };
}

/** A question, and what it is called. */
export interface AskedQuestion {
  readonly key: string;
  readonly label: string;
}

/** Every question of several versions of a form, newest first, each once, by its newest label. */
export function questionsOf(versions: readonly (readonly FormField[])[], reader: Reader): AskedQuestion[] {
  const questions = new Map<string, AskedQuestion>();
  for (const field of versions.flat()) {
    if (!isBuiltIn(field) && !questions.has(field.key)) {
      questions.set(field.key, { key: field.key, label: labelOf(field, reader) });
    }
  }
  return [...questions.values()];
}
