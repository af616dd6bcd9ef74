import { type SessionTokens } from '../session-tokens';
import { type StaffSessionView } from '../staff-session.read-model';

/** What a client goes on with. */
export class SessionTokensResponse {
  /** Send it as `Authorization: Bearer …`. A JWT, signed with ES256. Null where it is in a cookie. */
  accessToken: string | null;

  /** @example 'Bearer' */
  tokenType: 'Bearer';

  /**
   * How long the access token counts, in seconds.
   * @example 600
   */
  expiresInSeconds: number;

  /** Counts once, for `POST /v1/staff/sessions/refresh`. Null where it is in a cookie. */
  refreshToken: string | null;

  /** When the session ends, if it is not refreshed until then. ISO 8601, UTC. */
  expiresAt: Date;

  static from({ accessToken, expiresInSeconds, refreshToken, expiresAt, carrier }: SessionTokens): SessionTokensResponse {
    const inBody = carrier === 'token';
    return {
      accessToken: inBody ? accessToken : null,
      tokenType: 'Bearer',
      expiresInSeconds,
      refreshToken: inBody ? refreshToken : null,
      expiresAt,
    };
  }
}

export class OwnSessionResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** Whether this is the session that asks. */
  current: boolean;

  /**
   * `token` or `cookie`.
   * @example 'cookie'
   */
  carrier: string;

  /**
   * The network it was used from last: a prefix of the address. Empty: unknown.
   * @example '192.0.2.0/24'
   */
  network: string;

  /**
   * What the client calls itself, shortened.
   * @example 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
   */
  userAgent: string;

  /** When the person logged in. ISO 8601, UTC. */
  createdAt: Date;

  /** The last log-in or refresh; clients refresh every ten minutes. ISO 8601, UTC. */
  lastUsedAt: Date;

  /** When it ends, if it is not refreshed until then. ISO 8601, UTC. */
  expiresAt: Date;
}

export class OwnSessionsResponse {
  /** Newest first. */
  items: OwnSessionResponse[];

  static from(sessions: readonly StaffSessionView[], currentId: string): OwnSessionsResponse {
    return {
      items: sessions.map(({ id, carrier, network, userAgent, createdAt, lastUsedAt, expiresAt }) => ({
        id,
        current: id === currentId,
        carrier,
        network,
        userAgent,
        createdAt,
        lastUsedAt,
        expiresAt,
      })),
    };
  }
}
