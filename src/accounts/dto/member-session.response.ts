import { type InspectedToken } from '../sessions/inspect-member-token.use-case';
import { type MemberTokens } from '../sessions/member-tokens';

export class MemberTokensResponse {
  /** Send it to the LMS as `Authorization: Bearer …`. A JWT, signed with ES256. */
  accessToken: string;

  /** @example 'Bearer' */
  tokenType: 'Bearer';

  /**
   * How long the access token counts, in seconds.
   * @example 900
   */
  expiresInSeconds: number;

  /** Counts once, for `POST /v1/sites/{site}/sessions/refresh`. */
  refreshToken: string;

  /** When the session ends, if it is not refreshed until then. ISO 8601, UTC. */
  expiresAt: Date;

  static from({ accessToken, expiresInSeconds, refreshToken, expiresAt }: MemberTokens): MemberTokensResponse {
    return { accessToken, tokenType: 'Bearer', expiresInSeconds, refreshToken, expiresAt };
  }
}

export class InspectedTokenResponse {
  /** Whether the token counts: signed here, for members of this site, not expired, its session not ended. If not, nothing else is said. */
  active: boolean;

  /**
   * The member, for good: the `id` of their account.
   * @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de'
   */
  sub?: string;

  /** When it was signed, in seconds since 1970. */
  iat?: number;

  /** When it expires, in seconds since 1970. */
  exp?: number;

  /** The session. */
  sid?: string;

  /** @example 'north-academy' */
  site?: string;

  /** Left out for members without a login ID. */
  loginId?: string;

  name?: string;

  email?: string;

  /** The groups the member belongs to, by the LMS’s own ids. */
  groups?: string[];

  static from(token: InspectedToken | null): InspectedTokenResponse {
    if (token === null) {
      return { active: false };
    }
    const { sub, iat, exp, sid, site, loginId, name, email, groups } = token;
    return {
      active: true,
      sub,
      iat,
      exp,
      sid,
      site,
      ...(loginId !== undefined && { loginId }),
      name,
      email,
      groups: [...groups],
    };
  }
}
