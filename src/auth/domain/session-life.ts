const SECONDS = 1000;
const MINUTES = 60 * SECONDS;
const HOURS = 60 * MINUTES;

/** How long sessions of staff last (OWASP ASVS 5.0, 7.3). */
export const SESSION_LIFE = {
  /** How long an access token counts; an ended session makes it worthless earlier. */
  accessTokenMs: 10 * MINUTES,
  /** Without a refresh, the session ends after that. */
  idleMs: 12 * HOURS,
  /** However much it is used, one logs in anew after that. */
  wholeMs: 7 * 24 * HOURS,
  /** So long the refresh token before the present one gets the same answer once more: two tabs, or an answer that was lost. */
  graceMs: 10 * SECONDS,
} as const;

/** When a session ends that was begun and last used then. */
export function endOfSession(createdAt: Date, lastUsedAt: Date): Date {
  return new Date(Math.min(lastUsedAt.getTime() + SESSION_LIFE.idleMs, createdAt.getTime() + SESSION_LIFE.wholeMs));
}

/** What of a session a refresh token is compared with. */
interface RefreshState {
  readonly familyHash: string;
  readonly refreshHash: string;
  readonly previousRefreshHash: string | null;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/**
 * `rotate`: it counts, and a new one takes its place. `repeat`: it has just
 * been replaced; whoever asks gets the same new one. `reused`: it was replaced
 * before, and somebody holds a copy. `refuse`: it never was one of this session,
 * or the session is over.
 */
export type RefreshVerdict = 'rotate' | 'repeat' | 'reused' | 'refuse';

/** What is to be done about a refresh token of which these are the hashes. */
export function judgeRefresh(
  presented: Pick<RefreshState, 'familyHash' | 'refreshHash'>,
  session: RefreshState,
  now: Date,
): RefreshVerdict {
  if (presented.familyHash !== session.familyHash || session.expiresAt <= now) {
    return 'refuse';
  }
  if (presented.refreshHash === session.refreshHash) {
    return 'rotate';
  }
  const isJustReplaced =
    presented.refreshHash === session.previousRefreshHash && now.getTime() <= session.lastUsedAt.getTime() + SESSION_LIFE.graceMs;
  return isJustReplaced ? 'repeat' : 'reused';
}
