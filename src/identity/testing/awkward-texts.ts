import fc from 'fast-check';
import { type FieldFaultCode } from '../../platform/problem/field-fault';

/** "This reason: these texts", one line a reason, as the rows of `it.each`. */
export function refusals(grid: readonly (readonly [FieldFaultCode, ...string[]])[]): [FieldFaultCode, string][] {
  return grid.flatMap(([code, ...texts]) => texts.map((text): [FieldFaultCode, string] => [code, text]));
}

/** What a client can put into a JSON string: any UTF-16 units, halves of characters among them. */
export const anyUtf16 = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
);
