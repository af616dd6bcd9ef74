import { IsString, MaxLength, ValidateIf } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

export class MemberLogInRequest {
  /**
   * The login ID. Members of a site without login IDs send `email` instead.
   * @example 'sam.example'
   */
  @ValidateIf(({ email, loginId }: MemberLogInRequest) => email === undefined || loginId !== undefined)
  @IsString()
  @MaxLength(100, { context: { maximum: 100 } })
  loginId?: string;

  /**
   * The e-mail address, for members who have no login ID.
   * @example 'sam@example.org'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(254, { context: { maximum: 254 } })
  email?: string;

  /** @example 'plum jam on warm bread' */
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  password: string;
}
