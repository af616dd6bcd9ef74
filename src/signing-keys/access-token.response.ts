import { type AccessToken } from './access-tokens';

export class AccessTokenResponse {
  /** Send it as `Authorization: Bearer …`. A JWT, signed with ES256. */
  accessToken: string;

  /** @example 'Bearer' */
  tokenType: 'Bearer';

  /**
   * How long the token counts, in seconds.
   * @example 3600
   */
  expiresInSeconds: number;

  static from(token: AccessToken): AccessTokenResponse {
    return { accessToken: token.accessToken, tokenType: 'Bearer', expiresInSeconds: token.expiresInSeconds };
  }
}
