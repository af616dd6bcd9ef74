import { pointerTo, type FieldError } from '../problem/validation-failed';

const NUL = '\u0000';

/**
 * Finds text no field can hold, wherever it stands in `value`: lone surrogates
 * (not Unicode text, RFC 8259 §8.2) and NUL. Keys count as well.
 */
export function brokenTextIn(value: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof value === 'string') {
    return isBroken(value) ? [{ pointer: pointerTo(path), fault: { code: 'broken-characters' } }] : [];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    isBroken(key)
      ? [{ pointer: pointerTo([...path, key]), fault: { code: 'broken-characters' } as const }]
      : brokenTextIn(inner, [...path, key]),
  );
}

function isBroken(text: string): boolean {
  return text.includes(NUL) || !text.isWellFormed();
}
