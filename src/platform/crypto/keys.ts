import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';

export type KeyPurpose =
  | 'activation-link'
  | 'application-ticket'
  | 'unsubscribe-link'
  | 'signing-keys-at-rest'
  | 'challenges'
  | 'provider-secrets-at-rest'
  | 'limited-addresses'
  | 'client-networks'
  | 'idempotent-answers'
  | 'idempotent-bodies'
  | 'page-entries'
  | 'staff-links'
  | 'staff-recovery-codes'
  | 'refresh-tokens'
  | 'staff-second-factors-at-rest';

const KEY_LENGTH_IN_BYTES = 32;

/** Keys derived from the one secret, a separate one for each purpose (HKDF-SHA-256, RFC 5869). */
@Injectable()
export class Keys {
  private readonly derived = new Map<KeyPurpose, Buffer>();

  constructor(private readonly config: Config) {}

  for(purpose: KeyPurpose): Buffer {
    const known = this.derived.get(purpose);
    if (known !== undefined) {
      return known;
    }
    const key = Buffer.from(hkdfSync('sha256', this.config.secretKey, 'matricula', purpose, KEY_LENGTH_IN_BYTES));
    this.derived.set(purpose, key);
    return key;
  }
}
