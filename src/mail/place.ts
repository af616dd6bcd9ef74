import { type FieldFault, type FieldFaultCode } from '../platform/problem/field-fault';

/** A place in a template; both count from 1, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export const BEGINNING: Place = { line: 1, column: 1 };

export function faultAt(code: FieldFaultCode, { line, column }: Place, more: Readonly<Record<string, string>> = {}): FieldFault {
  return { code, facts: { line, column, ...more } };
}

/** The place of the character at `offset`. */
export function placeOf(source: string, offset: number): Place {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
