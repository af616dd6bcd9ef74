import { checkLine, checkLines } from '../../identity';
import { type Findings, type Path } from '../../platform/problem/findings';
import { isCalendarDay } from './calendar-day';
import { lengthOf, OPTIONS, rangeOf, selectionsOf } from './field-limits';
import {
  type CheckboxField,
  type ChoiceField,
  type ConsentField,
  type CustomField,
  type CustomType,
  type DateField,
  type FieldOption,
  type NumberField,
  type TextAreaField,
  type TextField,
} from './form-field';
import { type AnswerValue } from './registration-form';
import { isMatch } from './safe-pattern';
import { type Reader, textFor } from './texts';

/** Where an answer stands in the body, and for whom the faults are worded. */
export interface AnswerContext {
  readonly findings: Findings;
  readonly path: Path;
  readonly reader: Reader;
}

// So many options are named to somebody who chose none of them. More is no help.
const MOST_OPTIONS_TOLD = 10;

/** The answer to a custom field as it is kept; undefined for none, and for one that is not acceptable, which is noted. */
// eslint-disable-next-line complexity -- a line for each type of field
export function checkAnswer(field: CustomField, raw: unknown, context: AnswerContext): AnswerValue | undefined {
  if (isLeftOut(field, raw)) {
    if (field.required) {
      context.findings.add(context.path, field.type === 'consent' ? 'consent-required' : 'required');
    }
    return undefined;
  }
  switch (field.type) {
    case 'text':
    case 'text-area':
      return checkText(field, raw, context);
    case 'radio':
    case 'pull-down':
      return checkChoice(field, raw, context);
    case 'checkbox':
      return checkTicked(field, raw, context);
    case 'date':
      return checkDate(field, raw, context);
    case 'number':
      return checkNumber(field, raw, context);
    case 'consent':
      return checkConsent(field, raw, context);
  }
}

const SENT_AS_TEXT: ReadonlySet<CustomType> = new Set(['text', 'text-area', 'radio', 'pull-down', 'date']);

// Forms send an empty text, or an empty list, for what was not filled in.
function isLeftOut({ type }: CustomField, raw: unknown): boolean {
  const isEmptyList = type === 'checkbox' && Array.isArray(raw) && raw.length === 0;
  return raw === undefined || isEmptyList || (SENT_AS_TEXT.has(type) && isBlank(raw));
}

export function isBlank(raw: unknown): boolean {
  return typeof raw === 'string' && raw.trim() === '';
}

function checkText(field: TextField | TextAreaField, raw: unknown, { findings, path }: AnswerContext): string | undefined {
  const typed = findings.text(path, raw);
  if (typed === undefined) {
    return undefined;
  }
  const check = field.type === 'text' ? checkLine : checkLines;
  const text = findings.take(path, check(typed, lengthOf(field)));
  if (text !== undefined && field.type === 'text' && field.pattern !== undefined && !isMatch(field.pattern, text)) {
    findings.add(path, 'pattern-mismatch');
    return undefined;
  }
  return text;
}

function checkChoice({ options }: ChoiceField, raw: unknown, { findings, path, reader }: AnswerContext): string | undefined {
  const value = findings.text(path, raw);
  if (value !== undefined && !options.some((option) => option.value === value)) {
    findings.add(path, 'not-one-of', { allowed: labelsOf(options, reader) });
    return undefined;
  }
  return value;
}

function checkTicked(field: CheckboxField, raw: unknown, { findings, path, reader }: AnswerContext): AnswerValue | undefined {
  if (!Array.isArray(raw)) {
    findings.add(path, 'not-an-array');
    return undefined;
  }
  const { minimum, maximum } = selectionsOf(field);
  if (raw.length < minimum) {
    findings.add(path, 'too-few', { minimum });
  }
  if (raw.length > maximum) {
    findings.add(path, 'too-many', { maximum });
  }
  const known = new Set(field.options.map(({ value }) => value));
  const seen = new Set<string>();
  const ticked = raw.slice(0, OPTIONS.maximum).flatMap((each: unknown, i) => {
    const at = [...path, String(i)];
    const value = findings.text(at, each);
    if (value !== undefined && !known.has(value)) {
      findings.add(at, 'not-one-of', { allowed: labelsOf(field.options, reader) });
    } else if (value !== undefined && seen.has(value)) {
      findings.add(at, 'duplicate');
    }
    seen.add(value ?? '');
    return value ?? [];
  });
  return ticked;
}

function checkDate(field: DateField, raw: unknown, { findings, path }: AnswerContext): string | undefined {
  const day = findings.text(path, raw);
  if (day === undefined) {
    return undefined;
  }
  if (!isCalendarDay(day)) {
    findings.add(path, 'date-invalid');
  } else if (field.minimum !== undefined && day < field.minimum) {
    findings.add(path, 'date-too-early', { minimum: field.minimum });
  } else if (field.maximum !== undefined && day > field.maximum) {
    findings.add(path, 'date-too-late', { maximum: field.maximum });
  }
  return day;
}

function checkNumber(field: NumberField, raw: unknown, { findings, path }: AnswerContext): number | undefined {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) {
    findings.add(path, 'not-a-number');
    return undefined;
  }
  const { minimum, maximum } = rangeOf(field);
  if (field.integer === true && !Number.isInteger(raw)) {
    findings.add(path, 'not-an-integer');
  } else if (raw < minimum) {
    findings.add(path, 'too-small', { minimum });
  } else if (raw > maximum) {
    findings.add(path, 'too-large', { maximum });
  }
  return raw === 0 ? 0 : raw; // JSON has a -0
}

function checkConsent(field: ConsentField, raw: unknown, { findings, path }: AnswerContext): boolean | undefined {
  const consents = findings.boolean(path, raw);
  if (consents === false && field.required) {
    findings.add(path, 'consent-required');
  }
  return consents;
}

function labelsOf(options: readonly FieldOption[], reader: Reader): string {
  const labels = options.slice(0, MOST_OPTIONS_TOLD).map(({ value, label }) => textFor(reader, label) ?? value);
  return options.length > MOST_OPTIONS_TOLD ? `${labels.join(', ')}, …` : labels.join(', ');
}
