import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parse as parseUuid, stringify as stringifyUuid } from 'uuid';
import { Keys } from '../../platform/crypto/keys';

/** A refresh token, and what is kept of it. */
export interface RefreshToken {
  readonly token: string;
  readonly sessionId: string;
  readonly familyHash: string;
  readonly refreshHash: string;
}

const UUID_BYTES = 16;
const FAMILY_BYTES = 16;
const SECRET_BYTES = 22;
const FORM = /^[\w-]{72}$/;

/**
 * Refresh tokens: the session, a half that stays the same as long as it lasts,
 * and one that is used once, of 128 and 176 random bits. Only hashes of them
 * are kept. The first half tells a token that was used before from one that
 * somebody has made up, however long ago it was used.
 *
 * The next token follows from the one before under a key of the service: two
 * who refresh with the same token get the same new one, though nothing of it is
 * stored (ADR 0024).
 */
@Injectable()
export class RefreshTokens {
  constructor(private readonly keys: Keys) {}

  first(sessionId: string): RefreshToken {
    return tokenOf(Buffer.concat([parseUuid(sessionId), randomBytes(FAMILY_BYTES + SECRET_BYTES)]));
  }

  /** What `text` says, or null when it does not even look like one. */
  read(text: string): RefreshToken | null {
    return FORM.test(text) ? tokenOf(Buffer.from(text, 'base64url')) : null;
  }

  /** The one that takes the place of `token`. */
  next({ token }: RefreshToken): RefreshToken {
    const bytes = Buffer.from(token, 'base64url');
    const secret = createHmac('sha256', this.keys.for('staff-refresh-tokens')).update(bytes).digest().subarray(0, SECRET_BYTES);
    return tokenOf(Buffer.concat([bytes.subarray(0, UUID_BYTES + FAMILY_BYTES), secret]));
  }
}

function tokenOf(bytes: Buffer): RefreshToken {
  const hash = (from: number, to?: number): string => createHash('sha256').update(bytes.subarray(from, to)).digest('base64url');
  return {
    token: bytes.toString('base64url'),
    // Bytes of any kind are made an id: one that is none finds no session.
    sessionId: uuidIn(bytes),
    familyHash: hash(UUID_BYTES, UUID_BYTES + FAMILY_BYTES),
    refreshHash: hash(UUID_BYTES + FAMILY_BYTES),
  };
}

function uuidIn(bytes: Buffer): string {
  try {
    return stringifyUuid(bytes);
  } catch {
    return '';
  }
}
