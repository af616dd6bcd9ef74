import { isThisMachine } from '../../identity';
import { type Checked, refused, valid } from '../../platform/problem/field-fault';
import { type FaultWithin } from './notified-of-applications';

export const MOST_FRONT_ENDS = 10;
const LONGEST_ORIGIN = 200;

/**
 * The origins of the site's own front ends, which may ask on behalf of
 * applicants: each exactly as browsers say it (RFC 6454 §6.2), `https`, with
 * nothing after host and port. Without TLS only on the machine one tries
 * things out on (`isProduction`: nowhere). No pattern stands for many. Kept sorted and without
 * repetition, so that the same origins are the same value.
 */
export function checkFrontEndOrigins(
  value: unknown,
  isProduction: boolean,
): { readonly list: readonly string[]; readonly faults: readonly FaultWithin[] } {
  if (!Array.isArray(value)) {
    return { list: [], faults: [{ at: [], fault: { code: 'not-an-array' } }] };
  }
  if (value.length > MOST_FRONT_ENDS) {
    return { list: [], faults: [{ at: [], fault: { code: 'too-many', facts: { maximum: MOST_FRONT_ENDS } } }] };
  }
  const checked = value.map((entry: unknown) => checkOrigin(entry, isProduction));
  return {
    list: [...new Set(checked.flatMap((each) => (each.ok ? [each.value] : [])))].sort(),
    faults: checked.flatMap((each, i) => (each.ok ? [] : [{ at: [String(i)], fault: each.fault }])),
  };
}

function checkOrigin(entry: unknown, isProduction: boolean): Checked<string> {
  if (typeof entry !== 'string') {
    return refused('not-a-string');
  }
  if (entry.length > LONGEST_ORIGIN) {
    return refused('too-long', { maximum: LONGEST_ORIGIN });
  }
  return isOrigin(entry) ? checkProtocol(new URL(entry), isProduction) : refused('not-an-origin');
}

function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  // A list is kept with commas between. No host that one can reach has one, nor ends with a dot or has a wildcard.
  return url?.origin === text.toLowerCase() && !/[*,]|\.(?::|$)/.test(url.host);
}

function checkProtocol({ protocol, hostname, origin }: URL, isProduction: boolean): Checked<string> {
  const isTriedOut = protocol === 'http:' && !isProduction && isThisMachine(hostname);
  return protocol === 'https:' || isTriedOut ? valid(origin) : refused('url-not-https');
}
