import { RouteConfig } from '@nestjs/platform-fastify';

/** What a route says about forms; see {@link AnyForm}. */
export interface AnyFormConfig {
  readonly ignoresMultipart?: boolean;
}

/** The operation takes forms of either kind. What a multipart one holds is not looked at: all it needs is in its address. */
export function AnyForm(): MethodDecorator {
  return RouteConfig({ ignoresMultipart: true } satisfies AnyFormConfig);
}
