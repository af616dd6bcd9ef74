import { Injectable } from '@nestjs/common';
import { ApplicationStore, ApplicationTickets } from '../applications';
import { Clock } from '../platform/clock/clock';
import { SiteStore } from '../sites';
import { TicketRequired, TicketUnknown } from './domain/activation.errors';
import { type Standing, standingOf } from './domain/standing';

export interface TicketView extends Standing {
  readonly siteId: string;
  readonly siteName: string;
  readonly appliedAt: Date;
}

/** An applicant looks where the application stands. Knows nothing that a stranger who applied with somebody else's address may not know. */
@Injectable()
export class LookByTicket {
  constructor(
    private readonly tickets: ApplicationTickets,
    private readonly applications: ApplicationStore,
    private readonly sites: SiteStore,
    private readonly clock: Clock,
  ) {}

  /** Throws `ticket-required`, `ticket-unknown`. */
  async execute(ticket: string | undefined): Promise<TicketView> {
    if (ticket === undefined) {
      throw new TicketRequired();
    }
    const opened = this.tickets.open(ticket);
    if (opened === null) {
      throw new TicketUnknown();
    }
    const { siteId, applicationId, appliedAt } = opened;
    const site = await this.sites.getById(siteId);
    const activated = await this.applications.findActivated(siteId, applicationId);
    return { ...standingOf(opened, activated, this.clock.now()), siteId, siteName: site.name, appliedAt };
  }
}
