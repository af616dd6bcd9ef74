import { type FieldFault } from '../../platform/problem/field-fault';
import { type FieldError, pointerTo, ValidationFailed } from '../../platform/problem/validation-failed';
import { type Decision, type DecisionKind } from './decision';
import { type DeclineReason } from './decline-reason';
import { type Reason } from './reason';

/** A decision as a reviewer sends it. */
export interface DecisionWish {
  readonly kind: DecisionKind;
  readonly notifyByEmail: boolean;
  readonly reconsider?: boolean | undefined;
  /** In the reviewer's own words. */
  readonly reason?: string | undefined;
  /** Of the site's catalogue. */
  readonly reasonKey?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * What the reviewer wants, with the reason as the site's catalogue has it now.
 * Only who declines gives a reason, and one of the two; only who approves
 * reconsiders. Throws {@link ValidationFailed}.
 */
export function readWish(wish: DecisionWish, catalogue: readonly DeclineReason[]): Decision {
  const { kind, notifyByEmail, reconsider = false, reasonKey, note } = wish;
  const chosen = catalogue.find(({ key }) => key === reasonKey);
  const errors = [...misplaced(wish), ...faultsOfReason(wish, chosen, catalogue)];
  if (errors.length > 0) {
    throw new ValidationFailed(errors);
  }
  return { kind, notifyByEmail, reconsider, reason: reasonOf(wish, chosen), note: textOrNull(note) };
}

function misplaced(wish: DecisionWish): FieldError[] {
  const others = wish.kind === 'approve' ? (['reason', 'reasonKey'] as const) : (['reconsider'] as const);
  return others.filter((field) => wish[field] !== undefined).map((field) => at(field, { code: 'unknown-field' }));
}

function faultsOfReason(
  { kind, reason, reasonKey }: DecisionWish,
  chosen: DeclineReason | undefined,
  catalogue: readonly DeclineReason[],
): FieldError[] {
  if (kind !== 'decline' || reasonKey === undefined) {
    return [];
  }
  if (reason !== undefined) {
    return [at('reasonKey', { code: 'not-together', facts: { other: 'reason' } })];
  }
  const allowed = catalogue.map(({ key }) => key).join(', ');
  return chosen === undefined ? [at('reasonKey', { code: 'not-one-of', facts: { allowed } })] : [];
}

function reasonOf({ reason }: DecisionWish, chosen: DeclineReason | undefined): Reason | null {
  if (chosen !== undefined) {
    return { key: chosen.key, texts: chosen.text };
  }
  const text = textOrNull(reason);
  return text === null ? null : { key: null, text };
}

const at = (field: string, fault: FieldFault): FieldError => ({ pointer: pointerTo([field]), fault });

const textOrNull = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text);
