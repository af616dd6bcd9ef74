import { type Findings, type JsonObject, type Path } from '../../platform/problem/findings';
import { isCalendarDay } from './calendar-day';
import { NUMBER_RANGE, OPTIONS, TEXT_LIMITS } from './field-limits';
import { type CustomType } from './form-field';
import { checkPattern } from './safe-pattern';

/** The limits that a field of each type can have. */
export const LIMITS: Readonly<Record<CustomType, readonly string[]>> = {
  text: ['minLength', 'maxLength', 'pattern'],
  'text-area': ['minLength', 'maxLength'],
  radio: [],
  checkbox: ['minSelections', 'maxSelections'],
  'pull-down': [],
  date: ['minimum', 'maximum'],
  number: ['minimum', 'maximum', 'integer'],
  consent: [],
};

type Limits = Readonly<Record<string, string | number | boolean>>;

/** Reads the value of one limit; undefined, and noted, when it is none. */
type ReadLimit = (findings: Findings, path: Path, value: unknown) => string | number | boolean | undefined;

/** What limits the answer to a field of this type; with how many options it has. */
export function readLimits(
  findings: Findings,
  path: Path,
  sent: JsonObject,
  { type, options }: { readonly type: CustomType; readonly options: number },
): Limits {
  const readers = readersFor(type, options);
  const limits = Object.fromEntries(
    LIMITS[type].flatMap((name) => {
      const value = sent[name] === undefined ? undefined : readers[name]?.(findings, [...path, name], sent[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  for (const [lower, upper] of PAIRS) {
    const [least, most] = [limits[lower], limits[upper]];
    if (least !== undefined && most !== undefined && least > most) {
      findings.add([...path, lower], 'limits-contradict');
    }
  }
  return limits;
}

const PAIRS = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['minSelections', 'maxSelections'],
] as const;

function readersFor(type: CustomType, options: number): Readonly<Record<string, ReadLimit>> {
  const length = count({ minimum: 1, maximum: type === 'text-area' ? TEXT_LIMITS[type].longest : TEXT_LIMITS.text.longest });
  const selections = count({ minimum: 1, maximum: options === 0 ? OPTIONS.maximum : options });
  const edge = type === 'date' ? readDay : readNumber;
  return {
    minLength: length,
    maxLength: length,
    pattern: readPattern,
    minSelections: selections,
    maxSelections: selections,
    minimum: edge,
    maximum: edge,
    integer: (findings, path, value) => findings.boolean(path, value),
  };
}

function count({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }): ReadLimit {
  return (findings, path, value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      findings.add(path, 'not-an-integer');
      return undefined;
    }
    if (value < minimum || value > maximum) {
      findings.add(path, 'out-of-range', { minimum, maximum });
      return undefined;
    }
    return value;
  };
}

function readNumber(findings: Findings, path: Path, value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    findings.add(path, 'not-a-number');
    return undefined;
  }
  if (value < NUMBER_RANGE.minimum || value > NUMBER_RANGE.maximum) {
    findings.add(path, 'out-of-range', NUMBER_RANGE);
    return undefined;
  }
  return value;
}

function readDay(findings: Findings, path: Path, value: unknown): string | undefined {
  const day = findings.text(path, value);
  if (day !== undefined && !isCalendarDay(day)) {
    findings.add(path, 'date-invalid');
    return undefined;
  }
  return day;
}

function readPattern(findings: Findings, path: Path, value: unknown): string | undefined {
  const pattern = findings.text(path, value);
  return pattern === undefined ? undefined : findings.take(path, checkPattern(pattern));
}
