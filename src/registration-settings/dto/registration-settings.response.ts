import { ApiProperty } from '@nestjs/swagger';
import { SITE_LOCALES, type SiteLocale } from '../domain/settings';
import { type RegistrationSettings } from '../registration-settings.entity';

export class DeleteUnactivatedResponse {
  /** Whether applications that nobody confirms are deleted. */
  enabled: boolean;

  /**
   * After how many days (of 24 hours) since the application; null: nobody has said so.
   * @example 30
   */
  afterDays: number | null;

  /**
   * How many days before its deletion the applicant is reminded by mail; null: never.
   * @example 3
   */
  remindDaysBefore: number | null;
}

export class SenderResponse {
  /**
   * Whom the site’s mails come from, as their readers see it; null: the name of the service.
   * @example 'North Academy'
   */
  name: string | null;

  /**
   * Where answers to the site’s mails go; null: to the address of the service.
   * @example 'office@academy.example'
   */
  replyTo: string | null;
}

export class RegistrationSettingsResponse {
  /** "Enable membership registration". Registration is open when the operator has made it available as well. */
  enabled: boolean;

  /** "Automatically approve membership applications". */
  autoApprove: boolean;

  /** "Remove unactivated users". */
  deleteUnactivated: DeleteUnactivatedResponse;

  /**
   * How long a mailed activation link works, in hours.
   * @example 24
   */
  linkLifeInHours: number;

  /** Whether members have a login ID. If not, they log in with their e-mail address. */
  usesLoginId: boolean;

  /**
   * The fewest characters a new password may have.
   * @example 8
   */
  passwordMinimum: number;

  /** The language of the site. */
  @ApiProperty({ enum: SITE_LOCALES, example: 'en' })
  locale: SiteLocale;

  /**
   * The time zone of the site: an IANA name.
   * @example 'Asia/Tokyo'
   */
  timeZone: string;

  /**
   * Where members log in to the LMS; null: nobody has said so.
   * @example 'https://lms.example.com/login'
   */
  logInUrl: string | null;

  /**
   * Who is told of new applications: ids of the site’s staff, and `administrators` for all of these.
   * @example ['administrators']
   */
  notifiedOfApplications: string[];

  /**
   * Where the site’s own front ends are served from: pages of these origins may ask what applicants may.
   * @example ['https://lms.example.com']
   */
  frontEndOrigins: string[];

  /** Whom the site’s mails come from. */
  sender: SenderResponse;

  /**
   * Counts the changes; the `ETag` is made of it.
   * @example 3
   */
  version: number;

  static from(settings: RegistrationSettings): RegistrationSettingsResponse {
    return {
      enabled: settings.enabled,
      autoApprove: settings.autoApprove,
      deleteUnactivated: {
        enabled: settings.deleteUnactivatedEnabled,
        afterDays: settings.deleteUnactivatedAfterDays,
        remindDaysBefore: settings.remindDaysBeforeDeletion,
      },
      linkLifeInHours: settings.linkLifeInHours,
      usesLoginId: settings.usesLoginId,
      passwordMinimum: settings.passwordMinimum,
      locale: settings.locale,
      timeZone: settings.timeZone,
      logInUrl: settings.logInUrl,
      notifiedOfApplications: [...settings.notifiedOfApplications],
      frontEndOrigins: [...settings.frontEndOrigins],
      sender: { name: settings.senderName, replyTo: settings.senderReplyTo },
      version: settings.version,
    };
  }
}
