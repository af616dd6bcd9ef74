import { DomainError } from '../problem/domain-error';

const MS_PER_SECOND = 1000;

/** A limit is reached. `retryAfterInSeconds` is sent as header `Retry-After` as well (RFC 9110 §10.2.3). */
export class TooManyRequests extends DomainError {
  readonly retryAfterInSeconds: number;

  /** @param waitMs how long until the next one is granted */
  constructor(waitMs: number, message = 'That was too often. Try again later.') {
    const retryAfterInSeconds = Math.max(1, Math.ceil(waitMs / MS_PER_SECOND));
    super('too-many-requests', message, { retryAfterInSeconds });
    this.retryAfterInSeconds = retryAfterInSeconds;
  }
}

/** Throws {@link TooManyRequests} unless it was granted. */
export function ensureGranted({ retryAt }: { readonly retryAt: Date | null }, now: Date, message?: string): void {
  if (retryAt !== null) {
    throw new TooManyRequests(retryAt.getTime() - now.getTime(), message);
  }
}
