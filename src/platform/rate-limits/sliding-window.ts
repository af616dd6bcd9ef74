import { type RateLimit } from './rate-limits';

/** `retryAt`: from when on the next one is granted; null when this one was. */
export type Taken = { readonly granted: true; readonly retryAt: null } | { readonly granted: false; readonly retryAt: Date };

/**
 * Whether one more is granted at `now`, after those at `moments`: never more
 * than `times` in any period of that length, wherever it begins. What was
 * refused does not count. Answers the moments to remember, at most `times`.
 */
export function takeOne(moments: readonly Date[], { times, withinMs }: RateLimit, now: Date): Taken & { moments: Date[] } {
  const counting = moments
    .filter((moment) => moment.getTime() + withinMs > now.getTime())
    .sort((one, other) => one.getTime() - other.getTime())
    .slice(-times);
  const [oldest] = counting;
  return oldest === undefined || counting.length < times
    ? { granted: true, retryAt: null, moments: [...counting, now] }
    : { granted: false, retryAt: new Date(oldest.getTime() + withinMs), moments: counting };
}
