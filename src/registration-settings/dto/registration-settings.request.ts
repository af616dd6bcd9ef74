import { ApiPropertyOptional } from '@nestjs/swagger';
import { LONGEST_WEB_ADDRESS } from '../../identity';
import { MOST_FRONT_ENDS } from '../domain/front-end-origins';
import { MOST_NOTIFIED } from '../domain/notified-of-applications';
import { SENDER_NAME_LENGTH } from '../domain/mail-sender';
import {
  DAYS_OF_REMINDER,
  DAYS_UNTIL_DELETED,
  LINK_LIFE_IN_HOURS,
  PASSWORD_MINIMUM,
  SITE_LOCALES,
  type SiteLocale,
} from '../domain/settings';

export class DeleteUnactivatedRequest {
  /** Whether applications that nobody confirms are deleted. Needs `afterDays`, in the same request or from before. */
  @ApiPropertyOptional({ example: true })
  enabled?: boolean;

  /** After how many days (of 24 hours) since the application. Null clears it, while it is switched off. */
  @ApiPropertyOptional({ type: 'integer', nullable: true, ...DAYS_UNTIL_DELETED, example: 30 })
  afterDays?: number | null;

  /**
   * How many days before its deletion the applicant is reminded by mail, once, with a new link. Less than `afterDays`, which it needs. Null: never.
   * Nobody is reminded while deletion is switched off.
   */
  @ApiPropertyOptional({ type: 'integer', nullable: true, ...DAYS_OF_REMINDER, example: 3 })
  remindDaysBefore?: number | null;
}

export class SenderRequest {
  /** Whom the site’s mails come from, as their readers see it; no address, only a name. Null: the name of the service. */
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: SENDER_NAME_LENGTH.minimum,
    maxLength: SENDER_NAME_LENGTH.maximum,
    example: 'North Academy',
  })
  name?: string | null;

  /** Where answers to the site’s mails go: one address. Null: to the address of the service, which they come from in any case. */
  @ApiPropertyOptional({ type: String, format: 'email', nullable: true, example: 'office@academy.example' })
  replyTo?: string | null;
}

/**
 * What to change; what is left out stays as it is, inside `deleteUnactivated`
 * and `sender` as well. Documents the body only: which faults it has depends on what holds
 * already, so the rules look at the whole of it.
 */
export class ChangeRegistrationSettingsRequest {
  /** "Enable membership registration". Needs the operator to have made registration available to the site. */
  @ApiPropertyOptional({ example: true })
  enabled?: boolean;

  /** "Automatically approve membership applications", as soon as the applicant has confirmed. Never approves what already waits. */
  @ApiPropertyOptional({ example: false })
  autoApprove?: boolean;

  /** "Remove unactivated users". */
  @ApiPropertyOptional({ example: { enabled: true, afterDays: 30, remindDaysBefore: 3 } })
  deleteUnactivated?: DeleteUnactivatedRequest;

  /** How long a mailed activation link works, in hours. Links already mailed keep their time. */
  @ApiPropertyOptional({ type: 'integer', ...LINK_LIFE_IN_HOURS, example: 24 })
  linkLifeInHours?: number;

  /** Whether members have a login ID. If not, they log in with their e-mail address. */
  @ApiPropertyOptional({ example: true })
  usesLoginId?: boolean;

  /** The fewest characters a new password may have. */
  @ApiPropertyOptional({ type: 'integer', ...PASSWORD_MINIMUM, example: 8 })
  passwordMinimum?: number;

  /** The language of the site: of mails to its staff, and to applicants whose own language is not known. */
  @ApiPropertyOptional({ enum: SITE_LOCALES, example: 'en' })
  locale?: SiteLocale;

  /** The time zone of the site, by its IANA name, or `UTC`. */
  @ApiPropertyOptional({ example: 'Asia/Tokyo' })
  timeZone?: string;

  /** Where members log in to the LMS: an `https` address without user name and password (`http` only for localhost). Null: none. */
  @ApiPropertyOptional({
    type: String,
    format: 'uri',
    nullable: true,
    maxLength: LONGEST_WEB_ADDRESS,
    example: 'https://lms.example.com/login',
  })
  logInUrl?: string | null;

  /** Who is told of new applications: ids of the site’s staff, and `administrators` for all of these. Empty: nobody. */
  @ApiPropertyOptional({ type: [String], maxItems: MOST_NOTIFIED, example: ['administrators'] })
  notifiedOfApplications?: string[];

  /**
   * Where the site’s own front ends are served from: pages of these origins may ask what applicants may (CORS), without cookies. Each
   * exactly as browsers say it: `https`, host, and port where it is another; `http` only for localhost, and not in production.
   */
  @ApiPropertyOptional({ type: [String], maxItems: MOST_FRONT_ENDS, example: ['https://lms.example.com'] })
  frontEndOrigins?: string[];

  /** Whom the site’s mails come from. */
  @ApiPropertyOptional({ example: { name: 'North Academy', replyTo: 'office@academy.example' } })
  sender?: SenderRequest;
}
