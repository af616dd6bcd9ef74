import { createHmac } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { normalizeIp } from '@nestjs/throttler';
import { Keys } from '../platform/crypto/keys';

const HASH_LENGTH = 24;

/**
 * Which network an application was sent from, so that many from one place can
 * be seen: the /24 of an IPv4 address, the /64 of an IPv6 one. Kept is a keyed
 * hash alone; there are few enough networks to try them all, so who has the
 * database but not the service's secret must learn nothing from it.
 */
@Injectable()
export class ClientNetworks {
  constructor(private readonly keys: Keys) {}

  hashOf(siteId: string, address: string): string {
    const key = this.keys.for('client-networks');
    return createHmac('sha256', key)
      .update(`${siteId}|${networkOf(address)}`)
      .digest('base64url')
      .slice(0, HASH_LENGTH);
  }
}

function networkOf(address: string): string {
  const normal = normalizeIp(address);
  return isIPv4(normal) ? normal.split('.').slice(0, 3).join('.') : normal;
}
