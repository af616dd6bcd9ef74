export type Verdict = 'ok' | 'warning' | 'problem';

/** What one look at the deployment has come to. */
export interface Finding {
  /** What was looked at: a word or two. */
  readonly check: string;
  readonly verdict: Verdict;
  /** What was found: a sentence. Never a secret. */
  readonly found: string;
  /** What to do about it; null when there is nothing to do. */
  readonly advice: string | null;
}

export const ok = (check: string, found: string): Finding => ({ check, verdict: 'ok', found, advice: null });

export const warning = (check: string, found: string, advice: string): Finding => ({ check, verdict: 'warning', found, advice });

export const problem = (check: string, found: string, advice: string): Finding => ({ check, verdict: 'problem', found, advice });
