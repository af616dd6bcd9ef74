import { later } from '../clock/clock';
import { type GrowingPauses, type RateLimit } from './rate-limits';

/** `retryAt`: from when on the next one is granted; null when this one was. */
export type Taken = { readonly granted: true; readonly retryAt: null } | { readonly granted: false; readonly retryAt: Date };

/**
 * Whether one more is granted at `now`, after those at `moments`: never more
 * than `times` in any period of that length, wherever it begins, and not before
 * the pause after the latest is over. What was refused does not count. Answers
 * the moments to remember, at most `times`.
 */
export function takeOne(
  moments: readonly Date[],
  { times, withinMs, pauses }: RateLimit,
  now: Date,
): Taken & { moments: Date[] } {
  const counting = moments
    .filter((moment) => later(moment, withinMs) > now)
    .sort((one, other) => one.getTime() - other.getTime())
    .slice(-times);
  const waits = [endOfWindow(counting, times, withinMs), endOfPause(counting, pauses)].filter((end) => end > now.getTime());
  return waits.length === 0
    ? { granted: true, retryAt: null, moments: [...counting, now] }
    : { granted: false, retryAt: new Date(Math.max(...waits)), moments: counting };
}

function endOfWindow([oldest, ...others]: readonly Date[], times: number, withinMs: number): number {
  return oldest !== undefined && others.length + 1 >= times ? later(oldest, withinMs).getTime() : 0;
}

function endOfPause(moments: readonly Date[], pauses: GrowingPauses | undefined): number {
  const latest = moments.at(-1);
  if (pauses === undefined || latest === undefined || moments.length < pauses.afterTries) {
    return 0;
  }
  return later(latest, Math.min(pauses.firstMs * 2 ** (moments.length - pauses.afterTries), pauses.longestMs)).getTime();
}
