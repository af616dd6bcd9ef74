import { type TextLength } from '../../identity';
import { type CheckboxField, type NumberField, type TextAreaField, type TextField } from './form-field';

/** What a site can set, at the most; and what holds where it sets nothing. */
export const TEXT_LIMITS = {
  text: { longest: 1000, usual: 200 },
  'text-area': { longest: 5000, usual: 1000 },
} as const;

/** As far as numbers of 64 bits, and of every database and spreadsheet, are exact to the unit. */
export const NUMBER_RANGE = { minimum: -999_999_999_999_999, maximum: 999_999_999_999_999 } as const;

export const OPTIONS = { minimum: 1, maximum: 200 } as const;

export function lengthOf({ type, minLength = 1, maxLength }: TextField | TextAreaField): TextLength {
  return { minimum: minLength, maximum: maxLength ?? Math.max(TEXT_LIMITS[type].usual, minLength) };
}

export function rangeOf({ minimum, maximum }: NumberField): { readonly minimum: number; readonly maximum: number } {
  return { minimum: minimum ?? NUMBER_RANGE.minimum, maximum: maximum ?? NUMBER_RANGE.maximum };
}

/** How many options may be ticked by somebody who ticks any. */
export function selectionsOf(field: CheckboxField): { readonly minimum: number; readonly maximum: number } {
  return { minimum: Math.max(field.minSelections ?? 1, 1), maximum: field.maxSelections ?? field.options.length };
}
