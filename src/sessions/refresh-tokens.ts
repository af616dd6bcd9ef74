import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parse as parseUuid, stringify as stringifyUuid } from 'uuid';
import { Keys } from '../platform/crypto/keys';
import { endOfSession, judgeRefresh, type RefreshState, type SessionLife } from './domain/session-life';

/** A refresh token, and what is kept of it. */
export interface RefreshToken {
  readonly token: string;
  readonly sessionId: string;
  readonly familyHash: string;
  readonly refreshHash: string;
}

/** What every session has, whoever it is of. */
export interface Session extends RefreshState {
  readonly id: string;
  readonly createdAt: Date;
}

/** What of a session changes when it goes on. */
type Rotated = Pick<Session, 'refreshHash' | 'previousRefreshHash' | 'lastUsedAt' | 'expiresAt'>;

/** What becomes of a refresh: `token` is the one to answer with. */
export type RefreshStep =
  | { readonly verdict: 'rotate'; readonly token: string; readonly rotated: Rotated }
  | { readonly verdict: 'repeat'; readonly token: string }
  | { readonly verdict: 'reused' | 'refuse' };

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

  /** What `text` says, or null when it does not even look like one. */
  read(text: string): RefreshToken | null {
    return FORM.test(text) ? tokenOf(Buffer.from(text, 'base64url')) : null;
  }

  /** A session that begins now, and its first token. */
  begin(id: string, life: SessionLife, now: Date): { readonly token: string; readonly session: Session } {
    const { token, familyHash, refreshHash } = this.first(id);
    const times = { createdAt: now, lastUsedAt: now, expiresAt: endOfSession(life, now, now) };
    return { token, session: { id, familyHash, refreshHash, previousRefreshHash: null, ...times } };
  }

  /** What is to be done about a token that was sent for this session, as {@link judgeRefresh} says. */
  step(presented: RefreshToken, session: Session, life: SessionLife, now: Date): RefreshStep {
    const verdict = judgeRefresh(presented, session, now);
    if (verdict === 'reused' || verdict === 'refuse') {
      return { verdict };
    }
    const successors = this.successorsOf(presented);
    if (verdict === 'repeat') {
      const given = successors.find(({ refreshHash }) => refreshHash === session.refreshHash);
      return given === undefined ? { verdict: 'refuse' } : { verdict, token: given.token };
    }
    const [{ token, refreshHash }] = successors;
    const expiresAt = endOfSession(life, session.createdAt, now);
    return { verdict, token, rotated: { refreshHash, previousRefreshHash: presented.refreshHash, lastUsedAt: now, expiresAt } };
  }

  private first(sessionId: string): RefreshToken {
    return tokenOf(Buffer.concat([parseUuid(sessionId), randomBytes(FAMILY_BYTES + SECRET_BYTES)]));
  }

  // The one that takes the place of `token`; then the one that would have, under the secret before.
  private successorsOf({ token }: RefreshToken): [RefreshToken, ...RefreshToken[]] {
    const bytes = Buffer.from(token, 'base64url');
    const successor = (key: Buffer): RefreshToken => {
      const secret = createHmac('sha256', key).update(bytes).digest().subarray(0, SECRET_BYTES);
      return tokenOf(Buffer.concat([bytes.subarray(0, UUID_BYTES + FAMILY_BYTES), secret]));
    };
    const [key, ...others] = this.keys.accepted('refresh-tokens');
    return [successor(key), ...others.map(successor)];
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
