import { type FastifyHelmetOptions } from '@fastify/helmet';
import { type Config } from '../config/config';

/**
 * What browsers are told: nothing from elsewhere, no frames, no sniffing.
 * HSTS and upgrading to https only where the service is reached over https;
 * a first try on plain http must not lock the browser out.
 */
export function securityHeaders({ http }: Config): FastifyHelmetOptions {
  const isHttps = http.publicBaseUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        ...(isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // What `frame-ancestors` says, for browsers that do not know that.
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  };
}

/** The policy of the pages, which have neither scripts nor styles in them. `framedBy`: origins that may show them in a frame. */
export function pagePolicy({ http }: Config, framedBy: readonly string[]): string {
  const directives = [
    "default-src 'none'",
    "base-uri 'none'",
    "font-src 'self'",
    "form-action 'self'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
    // The stylesheet draws its arrows and ticks as data.
    "img-src 'self' data:",
    "script-src 'self'",
    "style-src 'self'",
    ...(http.publicBaseUrl.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ];
  return directives.join('; ');
}
