import { type Texts } from './texts';

export const BUILT_IN_KEYS = [
  'loginId',
  'name',
  'displayName',
  'department',
  'position',
  'email',
  'password',
  'country',
  'language',
  'timeZone',
] as const;

export type BuiltInKey = (typeof BUILT_IN_KEYS)[number];

/** Without these nobody can become a member. The login ID is among them where the site uses login IDs. */
export const INDISPENSABLE: ReadonlySet<BuiltInKey> = new Set(['loginId', 'name', 'email', 'password']);

export const CUSTOM_TYPES = ['text', 'text-area', 'radio', 'checkbox', 'pull-down', 'date', 'number', 'consent'] as const;

export type CustomType = (typeof CUSTOM_TYPES)[number];

/** A field that every site knows, and the site's own wishes about it. */
export interface BuiltInField {
  readonly type: 'built-in';
  readonly key: BuiltInKey;
  readonly used: boolean;
  readonly required: boolean;
  /** In place of the usual texts, where the site has written its own. */
  readonly label: Texts;
  readonly description: Texts;
}

/** One of the choices of a radio, checkbox or pull-down field. */
export interface FieldOption {
  /** What is sent and kept. */
  readonly value: string;
  readonly label: Texts;
}

interface Question<Type extends CustomType> {
  readonly type: Type;
  readonly key: string;
  readonly required: boolean;
  readonly label: Texts;
  readonly description: Texts;
}

export interface TextField extends Question<'text'> {
  /** In characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Must be found in the answer; see safe-pattern.ts. */
  readonly pattern?: string;
}

export interface TextAreaField extends Question<'text-area'> {
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface ChoiceField extends Question<'radio' | 'pull-down'> {
  readonly options: readonly FieldOption[];
}

export interface CheckboxField extends Question<'checkbox'> {
  readonly options: readonly FieldOption[];
  /** How many may be ticked. */
  readonly minSelections?: number;
  readonly maxSelections?: number;
}

export interface DateField extends Question<'date'> {
  /** First and last day, YYYY-MM-DD. */
  readonly minimum?: string;
  readonly maximum?: string;
}

export interface NumberField extends Question<'number'> {
  readonly minimum?: number;
  readonly maximum?: number;
  /** Whole numbers only. */
  readonly integer?: boolean;
}

export type ConsentField = Question<'consent'>;

/** A question of the site's own. */
export type CustomField = TextField | TextAreaField | ChoiceField | CheckboxField | DateField | NumberField | ConsentField;

export type FormField = BuiltInField | CustomField;

export function isBuiltIn(field: FormField): field is BuiltInField {
  return field.type === 'built-in';
}
