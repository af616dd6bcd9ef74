import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config';
import { Keys } from '../platform/crypto/keys';
import { type Reference, referenceToken } from '../platform/crypto/reference-token';

/**
 * The links in mails. They are made when a mail is sent, from a reference and
 * the service's secret, so that no link ever lies in the database.
 */
@Injectable()
export class MailLinks {
  constructor(
    private readonly config: Config,
    private readonly keys: Keys,
  ) {}

  /** Where a member of staff (the reference) says that no more notifications about a site are wanted. */
  unsubscribe(reference: Reference): string {
    return `${this.config.http.publicBaseUrl}/staff-notifications/unsubscribe?token=${referenceToken(this.keys.for('unsubscribe-link'), reference)}`;
  }

  activation(reference: Reference): string {
    return `${this.config.http.publicBaseUrl}/activate?token=${referenceToken(this.keys.for('activation-link'), reference)}`;
  }

  /** Where a member of staff chooses a password. */
  staffPassword(reference: Reference): string {
    return `${this.config.http.publicBaseUrl}/staff/set-password?token=${referenceToken(this.keys.for('staff-links'), reference)}`;
  }
}
