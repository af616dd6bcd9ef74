import { IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../../platform/http/optional.decorator';
import { IsPlainText } from '../../../platform/http/plain-text.decorator';
import { LOCALES, type Locale } from '../../../platform/i18n';
import { SITE_ROLES, type SiteRole } from '../../staff-membership.entity';

export class InviteOperatorRequest {
  /**
   * What colleagues read beside a decision, 1 to 100 characters.
   * @example 'Robin Example'
   */
  @IsPlainText({ minimum: 1, maximum: 100 })
  name: string;

  /** @example 'robin@example.org' */
  @IsString()
  @MaxLength(254, { context: { maximum: 254 } })
  email: string;

  /**
   * The language of the mail. Default: that of `Accept-Language`.
   * @example 'en'
   */
  @MayBeOmitted()
  @IsIn(LOCALES, { context: { allowed: LOCALES.join(', ') } })
  locale?: Locale;
}

export class InviteStaffRequest extends InviteOperatorRequest {
  /** @example 'reviewer' */
  @IsIn(SITE_ROLES, { context: { allowed: SITE_ROLES.join(', ') } })
  role: SiteRole;
}

export class ChangeRoleRequest {
  /** @example 'reviewer' */
  @IsIn(SITE_ROLES, { context: { allowed: SITE_ROLES.join(', ') } })
  role: SiteRole;
}

export class ChangeStaffRequest {
  /**
   * Shut out of the service, at once.
   * @example true
   */
  @IsBoolean()
  disabled: boolean;
}
