import { type ApplicationStatus } from '../../applications';
import { type Locale } from '../../platform/i18n';
import { type TicketView } from '../look-by-ticket.use-case';
import { standingText } from '../standing-text';

export class TicketViewResponse {
  /**
   * `not_activated` until the e-mail address has been confirmed.
   * @example 'unapproved'
   */
  status: ApplicationStatus;

  /**
   * The status in plain words, in the language asked for.
   * @example 'Your application is being looked at'
   */
  title: string;

  /** @example 'Your e-mail address is confirmed, and your application for membership of North Academy is complete.' */
  text: string;

  /**
   * What happens next, or what to do.
   * @example 'The people of North Academy will decide. There is nothing more for you to do.'
   */
  next: string;

  /** Since when it has this status, ISO 8601, UTC. */
  since: Date;

  /** When the application was sent, ISO 8601, UTC. */
  appliedAt: Date;

  /** Until when the link in the first mail works, ISO 8601, UTC; null once the address is confirmed. A later mail says for itself. */
  linkExpiresAt: Date | null;

  /**
   * The site applied to.
   * @example 'North Academy'
   */
  siteName: string;

  static from({ status, wording, since, appliedAt, linkExpiresAt, siteName }: TicketView, locale: Locale): TicketViewResponse {
    return { status, ...standingText(wording, locale, siteName), since, appliedAt, linkExpiresAt, siteName };
  }
}
