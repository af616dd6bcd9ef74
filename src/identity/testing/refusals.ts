import { type FieldFaultCode } from '../../platform/problem/field-fault';

/** "This reason: these texts", one line a reason, as the rows of `it.each`. */
export function refusals(grid: readonly (readonly [FieldFaultCode, ...string[]])[]): [FieldFaultCode, string][] {
  return grid.flatMap(([code, ...texts]) => texts.map((text): [FieldFaultCode, string] => [code, text]));
}
