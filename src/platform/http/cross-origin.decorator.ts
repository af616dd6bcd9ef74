import { RouteConfig } from '@nestjs/platform-fastify';

/** What a route says about pages of other origins; see {@link CrossOrigin}. */
export interface CrossOriginConfig {
  readonly isCrossOrigin?: boolean;
}

/**
 * The operation is for front ends of a site that are served from elsewhere:
 * their pages may ask, where the site lists their origin. Only for what anybody
 * may ask and no cookie decides. What cookies of staff open is never for others.
 */
export function CrossOrigin(): MethodDecorator {
  return RouteConfig({ isCrossOrigin: true } satisfies CrossOriginConfig);
}
