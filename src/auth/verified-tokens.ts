import { createHash, type KeyObject } from 'node:crypto';
import { SECONDS } from '../platform/clock/clock';
import { Remembered } from '../platform/memory/remembered';

const MOST_REMEMBERED = 1_000;

/** What a token says whose signature, issuer and audience have been found good. */
export interface TokenPayload {
  readonly sub: string;
  /** The session it is of. */
  readonly sid: string;
  readonly generation: number;
  /** In seconds since 1970. */
  readonly exp: number;
}

/**
 * Tokens that were verified before, so that a signature is worked out once and
 * not at every request. Remembered beside the key that vouched for them: when
 * the keys are read anew, or one is gone, each token has to prove itself again.
 * Tokens themselves are not kept, but their hashes.
 */
export class VerifiedTokens {
  private readonly byKey = new WeakMap<KeyObject, Remembered<TokenPayload>>();

  /** What the token says, unless it has expired or is not remembered. */
  find(key: KeyObject, token: string, now: Date): TokenPayload | null {
    const payload = this.byKey.get(key)?.get(hashOf(token));
    return payload === undefined || hasExpired(payload, now) ? null : payload;
  }

  keep(key: KeyObject, token: string, payload: TokenPayload): void {
    const ofKey = this.byKey.get(key) ?? new Remembered<TokenPayload>(MOST_REMEMBERED, () => 1);
    this.byKey.set(key, ofKey);
    ofKey.keep(hashOf(token), payload);
  }
}

/** A token that does not say when it expires has. */
export function hasExpired({ exp }: TokenPayload, now: Date): boolean {
  return !Number.isFinite(exp) || exp * SECONDS <= now.getTime();
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
