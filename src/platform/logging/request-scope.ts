import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of a request carries. */
export interface RequestScope {
  readonly requestId: string;
  actor?: string;
  site?: string;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs `work`, and all it starts, inside `scope`. */
export function inRequestScope(scope: RequestScope, work: () => void): void {
  scopes.run(scope, work);
}

/** Runs `work` on nobody's behalf, though a request may have given the occasion. */
export function outsideRequests<T>(work: () => T): T {
  return scopes.exit(work);
}

export function currentRequestScope(): RequestScope | undefined {
  return scopes.getStore();
}
