import { IsString, MaxLength } from 'class-validator';

export class ChangePasswordRequest {
  /**
   * The present one.
   * @example 'plum jam on warm bread'
   */
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  currentPassword: string;

  /**
   * The new one: 12 to 128 characters, and nothing that is easy to guess.
   * @example 'a heron stands in the rain'
   */
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  password: string;
}

export class SetPasswordRequest {
  /**
   * The token of the mailed link.
   * @example 'AZoRZ1xrfEGd3gx6Uqbf3gGaEWdca3xBnd4MelKm394AAAAAaW5WYWxpZC1leGFtcGxlLXRva2Vu'
   */
  @IsString()
  @MaxLength(200, { context: { maximum: 200 } })
  token: string;

  /**
   * 12 to 128 characters, and nothing that is easy to guess.
   * @example 'a heron stands in the rain'
   */
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  password: string;
}

export class PasswordResetRequest {
  /** @example 'robin@example.org' */
  @IsString()
  @MaxLength(254, { context: { maximum: 254 } })
  email: string;
}
