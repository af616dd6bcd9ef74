const SECONDS = 1000;
const MINUTES = 60 * SECONDS;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

/** How long the sessions of one kind of people last. */
export interface SessionLife {
  /** How long an access token counts. */
  readonly accessTokenMs: number;
  /** Without a refresh, the session ends after that. */
  readonly idleMs: number;
  /** However much it is used, one logs in anew after that. */
  readonly wholeMs: number;
}

/** Sessions of staff (OWASP ASVS 5.0, 7.3). One that is ended makes its access tokens worthless at the next request. */
export const STAFF_SESSION = {
  accessTokenMs: 10 * MINUTES,
  idleMs: 12 * HOURS,
  wholeMs: 7 * DAYS,
} as const satisfies SessionLife;

/** Sessions of members. An LMS checks their access tokens itself, so one that was given out counts to its end, whatever happens here. */
export const MEMBER_SESSION = {
  accessTokenMs: 15 * MINUTES,
  idleMs: 7 * DAYS,
  wholeMs: 30 * DAYS,
} as const satisfies SessionLife;

/** So long the refresh token before the present one gets the same answer once more: two tabs, or an answer that was lost. */
export const GRACE_MS = 10 * SECONDS;

/** When a session ends that was begun and last used then. */
export function endOfSession({ idleMs, wholeMs }: SessionLife, createdAt: Date, lastUsedAt: Date): Date {
  return new Date(Math.min(lastUsedAt.getTime() + idleMs, createdAt.getTime() + wholeMs));
}

/** For how many seconds an access token counts that is signed when the session was last used: never longer than the session. */
export function accessTokenSeconds({ accessTokenMs }: SessionLife, { lastUsedAt, expiresAt }: SessionTimes): number {
  const lifeMs = Math.min(accessTokenMs, expiresAt.getTime() - lastUsedAt.getTime());
  return Math.max(1, Math.floor(lifeMs / SECONDS));
}

interface SessionTimes {
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** What of a session a refresh token is compared with. */
export interface RefreshState extends SessionTimes {
  readonly familyHash: string;
  readonly refreshHash: string;
  readonly previousRefreshHash: string | null;
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
    presented.refreshHash === session.previousRefreshHash && now.getTime() <= session.lastUsedAt.getTime() + GRACE_MS;
  return isJustReplaced ? 'repeat' : 'reused';
}
