import { IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

export class ActivateRequest {
  /** The `token` of the mailed link. */
  @IsString()
  @MaxLength(200, { context: { maximum: 200 } })
  token: string;

  /** The ticket from the application. A browser has it as a cookie and may leave it out. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(200, { context: { maximum: 200 } })
  ticket?: string;

  /**
   * The password chosen in the application, where there is no ticket (another browser).
   * @example 'plum jam on warm bread'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(1000, { context: { maximum: 1000 } })
  password?: string;
}
