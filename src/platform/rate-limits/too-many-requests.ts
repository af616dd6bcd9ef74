import { TryLater } from '../problem/try-later';

const MS_PER_SECOND = 1000;

/** A limit is reached. */
export class TooManyRequests extends TryLater {
  /** @param waitMs how long until the next one is granted */
  constructor(waitMs: number, message = 'That was too often. Try again later.') {
    super('too-many-requests', message, Math.max(1, Math.ceil(waitMs / MS_PER_SECOND)));
  }
}

/** Throws {@link TooManyRequests} unless it was granted. */
export function ensureGranted({ retryAt }: { readonly retryAt: Date | null }, now: Date, message?: string): void {
  if (retryAt !== null) {
    throw new TooManyRequests(retryAt.getTime() - now.getTime(), message);
  }
}
