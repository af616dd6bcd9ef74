import { Injectable } from '@nestjs/common';
import { HOURS, later } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { openReferenceToken, referenceToken } from '../platform/crypto/reference-token';
import { type Application } from './application.entity';
import { momentIn } from './domain/search-keys';

/** What an applicant's ticket says by itself, whether or not there is an application behind it. */
export interface OpenedTicket {
  readonly siteId: string;
  readonly applicationId: string;
  readonly appliedAt: Date;
  /** Of the link in the first mail. */
  readonly linkExpiresAt: Date;
}

/**
 * Tickets: what an applicant gets for applying. They are derived from the
 * service's secret (ADR 0004), and say enough by themselves to be answered
 * where nothing was stored, because the address was known already (ADR 0010).
 */
@Injectable()
export class ApplicationTickets {
  constructor(private readonly keys: Keys) {}

  /** @param linkLifeInHours as the settings are at the moment of applying */
  issue({ siteId, id }: Pick<Application, 'siteId' | 'id'>, linkLifeInHours: number): string {
    return referenceToken(this.keys.for('application-ticket'), { siteId, id, generation: linkLifeInHours });
  }

  /** Null for a ticket that this service has not issued. */
  open(ticket: string): OpenedTicket | null {
    const reference = openReferenceToken(this.keys.accepted('application-ticket'), ticket);
    if (reference === null) {
      return null;
    }
    const { siteId, id: applicationId, generation: linkLifeInHours } = reference;
    const appliedAt = momentIn(applicationId);
    return { siteId, applicationId, appliedAt, linkExpiresAt: later(appliedAt, linkLifeInHours * HOURS) };
  }
}
