import { ApplicationNotActivated, AlreadyDecided } from './approval.errors';

export type Decision = 'approve' | 'decline';

/** What a reviewer found when they wanted to decide. */
export interface Decidable {
  readonly status: 'not_activated' | 'unapproved' | 'not_approved' | 'approved';
  readonly activatedAt: Date | null;
  readonly decidedAt: Date | null;
  /** Name of who decided; null for the service itself. */
  readonly decidedBy: string | null;
}

const DECIDED_BY: Readonly<Record<Decision, Decidable['status']>> = { approve: 'approved', decline: 'not_approved' };

/**
 * Whether the decision is to be carried out (`decide`) or was made already and
 * the same answer is due again (`repeat`).
 *
 * The first decision wins. To approve what was declined one has to say so
 * (`reconsider`), so that of two reviewers deciding at once the slower one
 * cannot overturn the faster by accident; and only what was activated once.
 *
 * Throws {@link AlreadyDecided}, {@link ApplicationNotActivated}.
 */
export function judge(decision: Decision, found: Decidable, reconsider = false): 'decide' | 'repeat' {
  if (found.status === DECIDED_BY[decision]) {
    return 'repeat';
  }
  const wasDecided = found.status === 'approved' || found.status === 'not_approved';
  if (wasDecided && !(decision === 'approve' && reconsider)) {
    throw new AlreadyDecided(found);
  }
  ensureActivated(decision, found);
  return 'decide';
}

function ensureActivated(decision: Decision, { activatedAt }: Decidable): void {
  if (decision === 'approve' && activatedAt === null) {
    throw new ApplicationNotActivated();
  }
}
