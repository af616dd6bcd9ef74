import { isIP } from 'node:net';

/**
 * The address of a client, as the proxies that are trusted tell it: IPv4 also where it came as IPv6 (RFC 4291 §2.5.5.2),
 * without the zone. Null where they tell something else: it is never kept as it came.
 */
export function clientAddress(told: string): string | null {
  const plain = told.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) === 0 ? null : plain.toLowerCase();
}
