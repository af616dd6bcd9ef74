import { type Checked, refused, valid } from '../platform/problem/field-fault';
import { domainKey } from './email-address';
import { findUnseenCharacters } from './unseen-characters';

const LONGEST_DOMAIN = 253; // RFC 1035, 2.3.4, without the dot of the root

/**
 * A domain as it is compared: lower-cased, as A-labels. One label will do, so that a whole top-level domain can be meant. No address,
 * no wildcard, no port.
 */
export function checkDomain(raw: string): Checked<string> {
  const unseen = findUnseenCharacters(raw);
  if (unseen !== undefined) {
    return refused(unseen);
  }
  const typed = raw.trim();
  if (typed.length > LONGEST_DOMAIN) {
    return refused('too-long', { maximum: LONGEST_DOMAIN });
  }
  const domain = domainKey(typed);
  return domain === undefined || domain.length > LONGEST_DOMAIN ? refused('domain-invalid') : valid(domain);
}

/** The domain itself and every domain above it, the nearest first: `a.b.org`, `b.org`, `org`. */
export function domainAndAbove(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.map((_, i) => labels.slice(i).join('.'));
}
