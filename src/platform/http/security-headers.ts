import { type FastifyHelmetOptions } from '@fastify/helmet';
import { type Config } from '../config/config';
import { contentSecurityPolicy, NOTHING_ALLOWED } from './content-security-policy';

/**
 * What every answer begins with, whoever it comes from. Nobody keeps it: what
 * may be kept, by whom and for how long, says so itself.
 */
export const HEADERS_OF_EVERY_ANSWER = {
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy(NOTHING_ALLOWED),
  'permissions-policy': ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'publickey-credentials-get', 'usb']
    .map((feature) => `${feature}=()`)
    .join(', '),
} as const;

/** And of answers that no hook has seen. */
export const HEADERS_OF_LAST_RESORT = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/**
 * What browsers are told: nothing from anywhere, no frames, no sniffing, and no
 * address to others. Pages and the documentation set a policy of their own
 * (`content-security-policy.ts`). HSTS only where the service is reached over
 * https; a first try on plain http must not lock the browser out.
 */
export function securityHeaders({ http }: Config): FastifyHelmetOptions {
  const isHttps = http.publicBaseUrl.startsWith('https:');
  return {
    // Among the headers of every answer: pages replace it by their own.
    contentSecurityPolicy: false,
    // Its subdomains are not the service's to speak for.
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // Does not concern front ends that a site lists: what is asked for with CORS is let through by that.
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  };
}
