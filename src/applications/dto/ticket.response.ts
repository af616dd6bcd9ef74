import { type ApplicationStatus, FIRST_STATUS } from '../domain/application-lifecycle';
import { type Ticket } from '../submit-application.use-case';

export class TicketResponse {
  /** Keep it: with the mailed link it shows that the application is yours. A browser gets it as a cookie as well. */
  ticket: string;

  /**
   * Where every application begins, whether or not the e-mail address is known.
   * @example 'not_activated'
   */
  status: ApplicationStatus;

  static from({ ticket }: Ticket): TicketResponse {
    return { ticket, status: FIRST_STATUS };
  }
}
