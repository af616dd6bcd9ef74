import { type FieldFault } from '../../platform/problem/field-fault';
import { type FieldError, pointerTo, ValidationFailed } from '../../platform/problem/validation-failed';

interface Ways {
  readonly ids?: unknown;
  readonly filter?: unknown;
  readonly expectedCount?: unknown;
  readonly tolerance?: unknown;
}

/** Either ids; or a filter, and with it the count that was seen. Throws {@link ValidationFailed}. */
export function ensureOneWay(wish: Ways): void {
  const errors = wish.ids === undefined ? faultsOfFilter(wish) : faultsBesideIds(wish);
  if (errors.length > 0) {
    throw new ValidationFailed(errors);
  }
}

function faultsOfFilter({ filter, expectedCount }: Ways): FieldError[] {
  if (filter === undefined) {
    return [at(['ids'], { code: 'required' })];
  }
  return expectedCount === undefined ? [at(['expectedCount'], { code: 'required' })] : [];
}

function faultsBesideIds(wish: Ways): FieldError[] {
  return (['filter', 'expectedCount', 'tolerance'] as const)
    .filter((member) => wish[member] !== undefined)
    .map((member) => at([member], { code: 'not-together', facts: { other: 'ids' } }));
}

const at = (path: readonly string[], fault: FieldFault): FieldError => ({ pointer: pointerTo(['selection', ...path]), fault });
