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
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  };
}
