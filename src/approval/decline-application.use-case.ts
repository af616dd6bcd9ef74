import { Injectable } from '@nestjs/common';
import {
  ApplicantMails,
  ApplicationReadModel,
  ApplicationStore,
  type ApplicationView,
  byStaff,
  MoveApplication,
} from '../applications';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { SiteStore } from '../sites';
import { judge } from './domain/decision';

export interface Refusal {
  readonly id: string;
  readonly notifyByEmail: boolean;
  /** Told to the applicant when notified; kept in the history. */
  readonly reason: string | null;
}

/**
 * A reviewer says no. Login ID and e-mail address are free again, and a link
 * that was mailed is dead. Who has never confirmed the address is not written
 * to: it may be somebody else's.
 */
@Injectable()
export class DeclineApplication {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly readModel: ApplicationReadModel,
    private readonly moves: MoveApplication,
    private readonly mails: ApplicantMails,
    private readonly sites: SiteStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `application-not-found`, `already-decided`. Declining what is declined already changes nothing. */
  async execute(access: SiteAccess, refusal: Refusal): Promise<ApplicationView> {
    const site = await this.sites.getById(access.siteId);
    const application = await this.transactions.run(async (tx) => {
      const found = await this.applications.getLocked(tx, site.id, refusal.id);
      const view = await this.readModel.view(found, tx);
      if (judge('decline', { ...found, decidedBy: view.decidedBy }) === 'repeat') {
        return found;
      }
      const changes = { decidedAt: this.clock.now(), decidedById: access.staffId };
      const declined = await this.moves.move(tx, found, 'decline', {
        by: byStaff(access.staffId, access.requestId),
        reason: refusal.reason,
        changes,
      });
      if (refusal.notifyByEmail && declined.activatedAt !== null) {
        await this.mails.notApproved(tx, declined, site, refusal.reason);
      }
      return declined;
    });
    return this.readModel.view(application);
  }
}
