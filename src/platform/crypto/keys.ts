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
  | 'refresh-tokens'
  | 'staff-second-factors-at-rest';

const KEY_LENGTH_IN_BYTES = 32;

/** First the key that things are made with, then the one they may have been made with before the secret was changed. */
export type AcceptedKeys = readonly [Buffer, ...Buffer[]];

/** Keys derived from the one secret, a separate one for each purpose (HKDF-SHA-256, RFC 5869). */
@Injectable()
export class Keys {
  private readonly derived = new Map<KeyPurpose, AcceptedKeys>();

  constructor(private readonly config: Config) {}

  /** The key to make things with. */
  for(purpose: KeyPurpose): Buffer {
    return this.accepted(purpose)[0];
  }

  /** The keys of things that count: they may be of the secret before, while that is still named. */
  accepted(purpose: KeyPurpose): AcceptedKeys {
    const known = this.derived.get(purpose);
    if (known !== undefined) {
      return known;
    }
    const { secretKey, previousSecretKey } = this.config;
    const previous = previousSecretKey === null ? [] : [derive(previousSecretKey, purpose)];
    const keys: AcceptedKeys = [derive(secretKey, purpose), ...previous];
    this.derived.set(purpose, keys);
    return keys;
  }
}

function derive(secret: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'matricula', purpose, KEY_LENGTH_IN_BYTES));
}
