import { type FieldHint, type FormView, type SubmissionInput } from '../../registration-form';
import { fieldView, type FieldView, type OptionView, showingWords } from '../shared/field-view';
import { type PageTexts } from '../texts';
import { controlId, controlName, valueOf } from './typed-form';

/** What the fields of a form are drawn of. */
export interface FilledForm {
  readonly view: FormView;
  readonly submission: SubmissionInput;
  readonly texts: PageTexts;
  /** What is wrong, by the key of the field. */
  readonly errors: ReadonlyMap<string, string>;
  /** Whether the password travels along, sealed, and need not be typed again. */
  readonly isPasswordKept: boolean;
}

export function fieldsOf(filled: FilledForm): FieldView[] {
  return filled.view.fields.map((hint) => drawn(hint, filled));
}

const PARTIALS = { email: 'text', date: 'text', number: 'text' } as const;
const INPUT_TYPES: Readonly<Partial<Record<FieldHint['widget'], string>>> = { email: 'email', date: 'date' };
// What is not words: no capital letter is to be put in by the keyboard, and no spelling corrected.
const VERBATIM = new Set(['loginId', 'email', 'authenticationCode']);

function drawn(hint: FieldHint, filled: FilledForm): FieldView {
  const { texts, submission } = filled;
  const base = fieldView(
    {
      widget: partialOf(hint),
      id: controlId(hint),
      name: controlName(hint),
      label: hint.label,
      hints: hintsOf(hint, filled),
      required: hint.required,
      error: filled.errors.get(hint.key) ?? null,
    },
    texts,
  );
  if (hint.widget === 'password') {
    const { isPasswordKept } = filled;
    const needsTyping = hint.required && !isPasswordKept;
    const minLength = hint.password?.minLength;
    return { ...base, autocomplete: hint.autocomplete, minLength, needsTyping, ...showingWords(texts) };
  }
  const value = valueOf(submission, hint);
  return {
    ...base,
    type: INPUT_TYPES[hint.widget] ?? 'text',
    value: hint.widget === 'checkbox' ? value === true : shown(value),
    autocomplete: hint.autocomplete,
    inputMode: hint.inputMode,
    isVerbatim: VERBATIM.has(hint.key),
    choose: texts.signUp.choose,
    options: optionsOf(hint, value),
    ...limitsOf(hint, filled.view),
  };
}

function partialOf({ widget }: FieldHint): FieldView['widget'] {
  return widget === 'email' || widget === 'date' || widget === 'number' ? PARTIALS[widget] : widget;
}

function hintsOf(hint: FieldHint, { texts: { signUp }, isPasswordKept }: FilledForm): string[] {
  const { description, widget, minimum, maximum } = hint;
  return [
    ...(description?.split('\n').filter((line) => line.trim() !== '') ?? []),
    ...(widget === 'password' ? [signUp.passwordRefuses, ...(isPasswordKept ? [signUp.passwordKept] : [])] : []),
    ...(minimum === null ? [] : [signUp.range.from(String(minimum))]),
    ...(maximum === null ? [] : [signUp.range.to(String(maximum))]),
  ];
}

function optionsOf(hint: FieldHint, value: unknown): OptionView[] {
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  const ids = (index: number): string =>
    hint.widget === 'checkboxes' ? controlId(hint, index) : index === 0 ? controlId(hint) : `${controlId(hint)}-${index}`;
  return (hint.options ?? []).map((option, index) => ({
    id: ids(index),
    name: controlName(hint, index),
    value: option.value,
    label: option.label,
    isChosen: chosen.includes(option.value),
  }));
}

/**
 * The limits of texts and dates. A browser counts UTF-16 units where the rules
 * count characters, and cuts off what is pasted: it stops only far beyond what
 * is ever accepted, and the rules say the rest.
 */
function limitsOf(hint: FieldHint, { schema }: FormView): object {
  if (hint.widget === 'date') {
    return { min: hint.minimum, max: hint.maximum };
  }
  if (hint.widget !== 'text' && hint.widget !== 'email' && hint.widget !== 'text-area') {
    return {};
  }
  const limits = partOf(schema, ['properties', ...hint.pointer.split('/').slice(1).join('/properties/').split('/')]);
  const maximum = numberAt(limits, 'maxLength');
  return { minLength: numberAt(limits, 'minLength'), maxLength: maximum === undefined ? undefined : 2 * maximum };
}

function partOf(schema: object, path: readonly string[]): object {
  return path.reduce<object>((part, key) => {
    const inner: unknown = new Map(Object.entries(part)).get(key);
    return typeof inner === 'object' && inner !== null ? inner : {};
  }, schema);
}

function numberAt(part: object, key: string): number | undefined {
  const value: unknown = new Map(Object.entries(part)).get(key);
  return typeof value === 'number' ? value : undefined;
}

const shown = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
