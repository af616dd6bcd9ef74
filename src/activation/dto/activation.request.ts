import { IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

export class LinkTokenRequest {
  /**
   * The `token` of the mailed link.
   * @example 'AZqfDlw7fEGdXgt6UvHA3gGanw5cO3xBnV4LelLxwN4AAAAA4vX0nq5xkUuZ2h6c1mWZl0c7yQ3Vb8aT'
   */
  @IsString()
  @MaxLength(200, { context: { maximum: 200 } })
  token: string;
}

export class ActivateRequest extends LinkTokenRequest {
  /**
   * The ticket from the application. A browser has it as a cookie and may leave it out.
   * @example 'AaIDbnqbdaSCerpUipcLIAGiA26DA3pJu8vGDcJSNUwAAAAAxWeW3JzpunpNRKke5R9QtwaSXiImsVP2'
   */
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
