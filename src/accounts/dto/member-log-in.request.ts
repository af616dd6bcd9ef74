import { IsString, MaxLength } from 'class-validator';

export class MemberLogInRequest {
  /** @example 'sam.example' */
  @IsString()
  @MaxLength(100, { context: { maximum: 100 } })
  loginId: string;

  /** @example 'plum jam on warm bread' */
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  password: string;
}
