import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { normalizeIp } from '@nestjs/throttler';
import { Keys } from '../crypto/keys';

const LONGEST_ADDRESS = 64;

/** Of what limits count by, only keyed hashes are kept, others on each site: who reads the table cannot find a person in it. */
@Injectable()
export class HashedTarget {
  constructor(private readonly keys: Keys) {}

  /** A mailbox, or whom one logs in as. @param name an address or a login ID, as it is compared */
  of(siteId: string, name: string): string {
    return this.hash(`${siteId}:${name}`);
  }

  /** A client at one thing, such as a sign-up URL. All of an IPv6 /64 is one client. */
  ofClient(siteId: string, thing: string, address: string): string {
    return this.hash(`${siteId}:${thing}:${normalizeIp(address.slice(0, LONGEST_ADDRESS))}`);
  }

  private hash(text: string): string {
    return createHmac('sha256', this.keys.for('limited-addresses')).update(text).digest('base64url');
  }
}
