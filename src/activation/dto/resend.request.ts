import { IsString } from 'class-validator';

export class ResendRequest {
  /**
   * The address that was applied with.
   * @example 'sam@example.org'
   */
  @IsString()
  email: string;
}
