import { RouteConfig } from '@nestjs/platform-fastify';

const KIB = 1024;

/** What an operation says about the bodies it takes; see {@link BodyLimit}. */
export interface BodyLimitConfig {
  readonly bodyLimitInBytes?: number;
}

/** The operation takes bodies of so many KiB, in place of the usual 64. */
export function BodyLimit(kib: number): MethodDecorator {
  return RouteConfig({ bodyLimitInBytes: kib * KIB } satisfies BodyLimitConfig);
}
