import { type FieldFault } from '../problem/field-fault';
import { pointerTo, type FieldError } from '../problem/validation-failed';

const NUL = '\u0000';

/**
 * Finds what no field can be, wherever it stands in `value`: text with lone
 * surrogates (not Unicode text, RFC 8259 §8.2) or NUL, in keys as well. And
 * members named like those every object has (`toString`), which class-validator
 * takes for known ones.
 */
export function faultsInAnyField(value: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof value === 'string') {
    return isBroken(value) ? [{ pointer: pointerTo(path), fault: { code: 'broken-characters' } }] : [];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const fault = faultOfKey(key, path.length === 0);
    return fault === null ? faultsInAnyField(inner, [...path, key]) : [{ pointer: pointerTo([...path, key]), fault }];
  });
}

function faultOfKey(key: string, isOutermost: boolean): FieldFault | null {
  if (isBroken(key)) {
    return { code: 'broken-characters' };
  }
  return isOutermost && key in Object.prototype ? { code: 'unknown-field' } : null;
}

function isBroken(text: string): boolean {
  return text.includes(NUL) || !text.isWellFormed();
}
