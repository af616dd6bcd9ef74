import { isThisMachine } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';

export const MOST_ORIGINS = 10;
export const LONGEST_ORIGIN = 200;

const ORIGIN_ALONE = /^https?:\/\/[^/?#@\\]+\/?$/i;
// A host as CSP names one: no wildcard, nothing that would end the directive, no IPv6 address (CSP 3 §2.3.1 has none).
const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/**
 * Whose pages may show the sign-up in a frame: one exact origin (RFC 6454),
 * `https`, or `http` on the machine one tries things out on. It becomes part of
 * a header, so that nothing passes but scheme, host and port; kept as browsers
 * write it.
 */
export function checkEmbeddingOrigin(raw: string): Checked<string> {
  const typed = raw.trim();
  if (typed.length > LONGEST_ORIGIN) {
    return refused('too-long', { maximum: LONGEST_ORIGIN });
  }
  const url = parse(typed);
  if (url === null) {
    return refused('origin-invalid');
  }
  if (url.protocol !== 'https:' && !isThisMachine(url.hostname)) {
    return refused('url-not-https');
  }
  return url.origin.length > LONGEST_ORIGIN ? refused('too-long', { maximum: LONGEST_ORIGIN }) : valid(url.origin);
}

function parse(typed: string): URL | null {
  const url = ORIGIN_ALONE.test(typed) && URL.canParse(typed) ? new URL(typed) : null;
  return url !== null && HOST.test(url.hostname) ? url : null;
}
