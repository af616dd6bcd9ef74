import { IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../../platform/http/optional.decorator';

export class RefreshRequest {
  /**
   * The latest refresh token. A browser with cookies leaves it out.
   * @example 'AZoRZ1xrfEGd3gx6Uqbf3kY1c2Rm8Qp7w0Jt5vXyZaBcDeFgHiJkLmNoPqRsTuVwXyZ01234'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(200, { context: { maximum: 200 } })
  refreshToken?: string;
}
