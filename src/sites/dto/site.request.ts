import { IsBoolean, IsString, Matches } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { IsPlainText } from '../../platform/http/plain-text.decorator';

export class CreateSiteRequest {
  /**
   * The site's name in addresses: 2 to 40 lower-case letters, digits and hyphens, beginning and ending with a letter or digit.
   * @example 'north-academy'
   */
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/)
  slug: string;

  /**
   * What people call the site, 1 to 100 characters.
   * @example 'North Academy'
   */
  @IsPlainText({ minimum: 1, maximum: 100 })
  name: string;

  /**
   * Whether its administrators may enable registration.
   * @example true
   */
  @MayBeOmitted()
  @IsBoolean()
  registrationAvailable?: boolean = false;
}

export class UpdateSiteRequest {
  /**
   * What people call the site, 1 to 100 characters.
   * @example 'North Academy'
   */
  @MayBeOmitted()
  @IsPlainText({ minimum: 1, maximum: 100 })
  name?: string;

  /**
   * Whether its administrators may enable registration. Withdrawing it stops new applications at once.
   * @example true
   */
  @MayBeOmitted()
  @IsBoolean()
  registrationAvailable?: boolean;
}
