import { RouteConfig } from '@nestjs/platform-fastify';
import { type NdjsonConfig } from './ndjson';

const KIB = 1024;

/** What an operation says about the bodies it takes; see {@link BodyLimit}. */
export interface BodyLimitConfig extends NdjsonConfig {
  readonly bodyLimitInBytes?: number;
}

/** The operation takes bodies of so many KiB, in place of the usual 64; and, where it says so, NDJSON in place of JSON. */
export function BodyLimit(kib: number, ndjson: NdjsonConfig = {}): MethodDecorator {
  return RouteConfig({ bodyLimitInBytes: kib * KIB, ...ndjson } satisfies BodyLimitConfig);
}
