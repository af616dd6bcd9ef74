import { isIPv4 } from 'node:net';
import { clientAddress } from '../../platform/http/client-address';

/** Where somebody logs in from, as far as it is kept. */
export interface Client {
  readonly network: string;
  readonly userAgent: string;
}

const LONGEST_USER_AGENT = 100;
const GROUPS_OF_IPV6 = 8;

/** A client by what it says of itself. */
export function clientFrom(address: string, userAgent: string | undefined): Client {
  const name = (userAgent ?? '').replace(/[^\x20-\x7e]+/g, ' ').trim();
  return { network: networkOf(address), userAgent: name.slice(0, LONGEST_USER_AGENT) };
}

/** The network of an address: the first 24 bits of IPv4, 48 of IPv6; enough to recognise a place, not a person. */
function networkOf(address: string): string {
  const plain = clientAddress(address);
  if (plain === null) {
    return '';
  }
  return isIPv4(plain) ? `${plain.split('.').slice(0, 3).join('.')}.0/24` : `${groupsOf(plain).slice(0, 3).join(':')}::/48`;
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const [first, last] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':'))) as [string[], string[]];
  const missing = tail === undefined ? 0 : GROUPS_OF_IPV6 - first.length - last.length;
  return [...first, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...last].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  );
}
