import { type FieldFault } from '../../platform/problem/field-fault';
import { isJsonObject } from '../../platform/problem/findings';
import { pointerTo, ValidationFailed } from '../../platform/problem/validation-failed';
import { type ReadGroup, readGroup } from './wanted-group';

/** So many groups fit into one request. */
export const GROUPS_A_SYNC = { minimum: 1, maximum: 10_000 } as const;

/** The member that holds them. */
export const SYNC_MEMBER = 'groups';

/**
 * Reads the groups that somebody sent, each for itself: one that is at fault
 * does not keep the others. Throws `validation-failed` when `sent` is no list
 * of groups, or has too few or too many.
 */
export function readSync(sent: unknown): ReadGroup[] {
  if (!isJsonObject(sent)) {
    throw new ValidationFailed([{ pointer: pointerTo([]), fault: { code: 'not-an-object' } }]);
  }
  const others = Object.keys(sent).filter((key) => key !== SYNC_MEMBER);
  const list = sent[SYNC_MEMBER];
  const fault = faultOfList(list);
  const errors = [
    ...others.map((key) => ({ pointer: pointerTo([key]), fault: { code: 'unknown-field' } as const })),
    ...(fault === null ? [] : [{ pointer: pointerTo([SYNC_MEMBER]), fault }]),
  ];
  if (errors.length > 0) {
    throw new ValidationFailed(errors);
  }
  return (list as unknown[]).map(readGroup);
}

function faultOfList(list: unknown): FieldFault | null {
  if (!Array.isArray(list)) {
    return { code: list === undefined ? 'required' : 'not-an-array' };
  }
  if (list.length < GROUPS_A_SYNC.minimum) {
    return { code: 'too-few', facts: { minimum: GROUPS_A_SYNC.minimum } };
  }
  return list.length > GROUPS_A_SYNC.maximum ? { code: 'too-many', facts: { maximum: GROUPS_A_SYNC.maximum } } : null;
}
