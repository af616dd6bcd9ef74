import { type Config } from '../config/config';
import { type Log } from '../logging/log';

/** Traces being made and sent. */
export interface Tracing {
  /** Sends what has not been sent yet, for a few seconds at most. Never throws. */
  end(): Promise<void>;
}

const NO_TRACING: Tracing = { end: () => Promise.resolve() };

/** Begins to trace where the settings name a collector. Elsewhere nothing of the SDK is loaded (ADR 39). */
export async function beginTracing({ tracing }: Config, log: Log, version: string): Promise<Tracing> {
  if (!tracing) {
    return NO_TRACING;
  }
  const { TracesToCollector } = await import('./traces-to-collector.js');
  return new TracesToCollector(version, log);
}
