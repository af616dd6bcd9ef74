import { IsString, MaxLength } from 'class-validator';

export class MemberRefreshRequest {
  /**
   * The latest refresh token.
   * @example 'AZoRZ1xrfEGd3gx6Uqbf3kY1c2Rm8Qp7w0Jt5vXyZaBcDeFgHiJkLmNoPqRsTuVwXyZ01234'
   */
  @IsString()
  @MaxLength(200, { context: { maximum: 200 } })
  refreshToken: string;
}

export class InspectTokenRequest {
  /**
   * The access token of a member.
   * @example 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl'
   */
  @IsString()
  @MaxLength(8000, { context: { maximum: 8000 } })
  token: string;
}
