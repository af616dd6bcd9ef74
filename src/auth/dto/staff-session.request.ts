import { IsString, MaxLength } from 'class-validator';

export class StaffLogInRequest {
  /** @example 'administrator@demo.example' */
  @IsString()
  @MaxLength(254, { context: { maximum: 254 } })
  email: string;

  /** @example 'a long phrase of one’s own' */
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  password: string;
}
