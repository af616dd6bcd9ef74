import { IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { type Carrier, CARRIERS } from '../sessions/staff-session.entity';

export class StaffLogInRequest {
  /** @example 'administrator@demo.example' */
  @IsString()
  @MaxLength(254, { context: { maximum: 254 } })
  email: string;

  /** @example 'a long phrase of one’s own' */
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  password: string;

  /**
   * For who has a second factor: what the authenticator app shows, or a recovery code.
   * @example '287082'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(40, { context: { maximum: 40 } })
  code?: string;

  /**
   * How the session is carried: `token` answers tokens, for programs; `cookie` sets cookies that scripts cannot read, for pages of the
   * service in a browser.
   * @example 'token'
   */
  @MayBeOmitted()
  @IsIn(CARRIERS, { context: { allowed: CARRIERS.join(', ') } })
  session?: Carrier;
}
