import { AsyncLocalStorage } from 'node:async_hooks';
import { outsideTraces } from '../tracing/spans';

/** What every log line of a request carries. */
interface RequestFields {
  readonly requestId: string;
  actor?: string;
  site?: string;
}

export interface RequestScope extends RequestFields {
  /** Whether the client has hung up, and nobody waits for the answer. */
  readonly isAbandoned: () => boolean;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs `work`, and all it starts, inside `scope`. */
export function inRequestScope(scope: RequestScope, work: () => void): void {
  scopes.run(scope, work);
}

/** Runs `work` on nobody's behalf, though a request may have given the occasion. */
export function outsideRequests<T>(work: () => T): T {
  return outsideTraces(() => scopes.exit(work));
}

/** What the log lines of the present request carry; nothing outside of requests. */
export function requestFields(): Partial<RequestFields> {
  const scope = currentRequestScope();
  if (scope === undefined) {
    return {};
  }
  const { requestId, actor, site } = scope;
  return { requestId, ...(actor !== undefined && { actor }), ...(site !== undefined && { site }) };
}

/** Asks later whether the client of the present request has hung up. Never so outside of requests. */
export function abandonmentOfRequest(): () => boolean {
  const scope = currentRequestScope();
  return () => scope?.isAbandoned() === true;
}

export function currentRequestScope(): RequestScope | undefined {
  return scopes.getStore();
}
