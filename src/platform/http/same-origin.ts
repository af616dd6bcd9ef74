import { type FastifyRequest } from 'fastify';
import { DomainError } from '../problem/domain-error';

/** What a page of ours sends with every request that changes something. Other sites' pages cannot, without a preflight nobody grants. */
const OWN_PAGE_HEADER = 'x-matricula-request';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request whose only proof is a cookie comes from a page of our own,
 * and not of somebody who makes a browser send it (cross-site request forgery).
 * Asked before the cookie counts. What changes something needs the header
 * `X-Matricula-Request`, and what the browser says of the origin
 * (`Sec-Fetch-Site`, or `Origin` where it says no more) must be ours (OWASP,
 * "Cross-Site Request Forgery Prevention", fetch metadata and custom headers).
 *
 * Throws `cross-site-request`.
 */
export function ensureFromOwnPage({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>, publicBaseUrl: string): void {
  const changesSomething = !SAFE_METHODS.has(method);
  const isOwn = isFromOwnOrigin(headers, publicBaseUrl, changesSomething);
  if (!isOwn || (changesSomething && headers[OWN_PAGE_HEADER] === undefined)) {
    throw new DomainError(
      'cross-site-request',
      'With a cookie, send X-Matricula-Request: 1 from a page of this service. Programs send Authorization: Bearer …',
    );
  }
}

/**
 * Whether a browser says that a form comes from another site's page. With
 * `Referrer-Policy: no-referrer`, as our pages have it, the `Origin` of their
 * own forms is `null` (Fetch, "append a request Origin header"), which says nothing.
 */
export function isSentByOtherSite(headers: FastifyRequest['headers'], publicBaseUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    return site !== 'same-origin' && site !== 'none';
  }
  return headers.origin !== 'null' && !isFromOwnOrigin(headers, publicBaseUrl, true);
}

function isFromOwnOrigin(headers: FastifyRequest['headers'], publicBaseUrl: string, changesSomething: boolean): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    // "none": somebody typed the address, or opened a bookmark.
    return site === 'same-origin' || (site === 'none' && !changesSomething);
  }
  const { origin, host } = headers;
  return origin === undefined || origin === new URL(publicBaseUrl).origin || originHost(origin) === host;
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
