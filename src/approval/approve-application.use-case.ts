import { Injectable } from '@nestjs/common';
import {
  ApplicantMails,
  ApplicationReadModel,
  ApplicationStore,
  type ApplicationView,
  byStaff,
  ClaimStore,
  MoveApplication,
} from '../applications';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { RegistrationSettingsStore } from '../registration-settings';
import { SiteStore } from '../sites';
import { ClaimsTaken } from './domain/approval.errors';
import { judge } from './domain/decision';

export interface Approval {
  readonly id: string;
  readonly notifyByEmail: boolean;
  /** Approve although it was declined before. */
  readonly reconsider: boolean;
}

/**
 * A reviewer says yes: the applicant becomes a member.
 *
 * The row is locked first: of two reviewers clicking at once the second is told
 * who was first, and no second letter goes out. The letter is posted later; a
 * mail server that is down never undoes an approval.
 */
@Injectable()
export class ApproveApplication {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly readModel: ApplicationReadModel,
    private readonly claims: ClaimStore,
    private readonly moves: MoveApplication,
    private readonly mails: ApplicantMails,
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `application-not-found`, `application-not-activated`, `already-decided`, `group-full`, and `claims-taken` when a declined
   * one is reconsidered too late. Approving what is approved already changes nothing.
   */
  async execute(access: SiteAccess, approval: Approval): Promise<ApplicationView> {
    const site = await this.sites.getById(access.siteId);
    const application = await this.transactions.run(async (tx) => {
      const found = await this.applications.getLocked(tx, site.id, approval.id);
      const view = await this.readModel.view(found, tx);
      if (judge('approve', { ...found, decidedBy: view.decidedBy }, approval.reconsider) === 'repeat') {
        return found;
      }
      if (found.status === 'not_approved' && (await this.claims.claimFor(tx, found)) !== null) {
        throw new ClaimsTaken();
      }
      const changes = { decidedAt: this.clock.now(), decidedById: access.staffId };
      const member = await this.moves.move(tx, found, 'approve', { by: byStaff(access.staffId, access.requestId), changes });
      if (approval.notifyByEmail) {
        const { logInUrl } = await this.settings.get(site.id, tx);
        await this.mails.approved(tx, member, site, logInUrl);
      }
      return member;
    });
    return this.readModel.view(application);
  }
}
