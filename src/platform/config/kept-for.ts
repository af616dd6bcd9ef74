/** How long something is kept: what holds when nobody says otherwise, and within which bounds one can. */
export interface KeptFor {
  readonly setting: string;
  readonly unit: 'hours' | 'days';
  readonly usual: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What is no site's business: a deployment's own settings say how long it is kept. */
export const KEPT_FOR = {
  // No longer than the shortest time a declined application is kept: an answer that is kept for a repetition must not outlive it.
  idempotencyKeys: { setting: 'KEEP_IDEMPOTENCY_KEYS_HOURS', unit: 'hours', usual: 24, minimum: 1, maximum: 168 },
  decisionJobs: { setting: 'KEEP_DECISION_JOBS_DAYS', unit: 'days', usual: 30, minimum: 1, maximum: 365 },
  expiredSessions: { setting: 'KEEP_EXPIRED_SESSIONS_DAYS', unit: 'days', usual: 1, minimum: 0, maximum: 365 },
} as const satisfies Record<string, KeptFor>;
