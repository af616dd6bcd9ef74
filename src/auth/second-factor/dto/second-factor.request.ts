import { IsBoolean, IsString, MaxLength } from 'class-validator';

export class EnrolRequest {
  /**
   * The present one.
   * @example 'plum jam on warm bread'
   */
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  password: string;
}

export class ConfirmSecondFactorRequest {
  /**
   * What the authenticator app shows.
   * @example '287082'
   */
  @IsString()
  @MaxLength(40, { context: { maximum: 40 } })
  code: string;
}

export class RemoveSecondFactorRequest extends EnrolRequest {
  /**
   * What the authenticator app shows, or a recovery code.
   * @example '287082'
   */
  @IsString()
  @MaxLength(40, { context: { maximum: 40 } })
  code: string;
}

export class StaffPolicyRequest {
  /**
   * Whoever has no second factor may do nothing on this site but set one up.
   * @example true
   */
  @IsBoolean()
  secondFactorRequired: boolean;
}
