import { type Reason } from './reason';

export const DECISIONS = ['approve', 'decline'] as const;

export type DecisionKind = (typeof DECISIONS)[number];

/** What a reviewer wants done. */
export interface Decision {
  readonly kind: DecisionKind;
  readonly notifyByEmail: boolean;
  /** Approve although it was declined before. */
  readonly reconsider: boolean;
  /** Told to the applicant when notified; kept in the history. */
  readonly reason: Reason | null;
  /** For colleagues; never leaves the desk. */
  readonly note: string | null;
}

/** What a reviewer found when they wanted to decide. */
export interface Decidable {
  readonly status: 'not_activated' | 'unapproved' | 'not_approved' | 'approved';
  readonly activatedAt: Date | null;
}

/** `decide`: it is to be carried out. `repeat`: it was made already, and the same answer is due again. The others are refusals. */
export type Verdict = 'decide' | 'repeat' | 'already_decided' | 'not_activated';

const DECIDED_BY: Readonly<Record<DecisionKind, Decidable['status']>> = { approve: 'approved', decline: 'not_approved' };

/**
 * The first decision wins. To approve what was declined one has to say so
 * (`reconsider`), so that of two reviewers deciding at once the slower one
 * cannot overturn the faster by accident; and only what was activated once.
 */
export function judge({ kind, reconsider }: Pick<Decision, 'kind' | 'reconsider'>, found: Decidable): Verdict {
  if (found.status === DECIDED_BY[kind]) {
    return 'repeat';
  }
  const wasDecided = found.status === 'approved' || found.status === 'not_approved';
  if (wasDecided && !(kind === 'approve' && reconsider)) {
    return 'already_decided';
  }
  return kind === 'approve' && found.activatedAt === null ? 'not_activated' : 'decide';
}
