import { Injectable } from '@nestjs/common';
import { ApplicationReadModel, ApplicationStore, type ApplicationView, byStaff } from '../applications';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { RecipientLimits } from '../platform/rate-limits/recipient-limits';
import { ensureGranted } from '../platform/rate-limits/too-many-requests';
import { changesBetween, deskStaff, SiteHistory } from '../site-history';
import { SiteStore } from '../sites';
import { ActivationNotAwaited } from './domain/activation.errors';
import { NewActivationLink } from './new-activation-link';

/** A reviewer has the activation mail sent again: the applicant says that none came. The owner of the address is not flooded by staff either. */
@Injectable()
export class ResendActivation {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly readModel: ApplicationReadModel,
    private readonly sites: SiteStore,
    private readonly newLink: NewActivationLink,
    private readonly limits: RecipientLimits,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `application-not-found`, `activation-not-awaited`, `too-many-requests`. */
  async execute(access: SiteAccess, id: string): Promise<ApplicationView> {
    const { siteId, staffId, requestId } = access;
    const { application: seen } = await this.readModel.get(siteId, id);
    const site = await this.sites.getById(siteId);
    const application = await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const taken = await this.limits.take(tx, { siteId, kind: 'activation-mail', emailKey: seen.emailKey }, now);
      const found = await this.applications.getLocked(tx, siteId, id);
      if (found.status !== 'not_activated') {
        throw new ActivationNotAwaited(found.status);
      }
      ensureGranted(taken, now, 'This address has got as many activation mails as are sent within an hour. Try again later.');
      const changes = changesBetween({}, { template: 'activation' });
      const about = { siteId, subject: 'mail', aboutId: id } as const;
      await this.history.record(tx, { ...about, event: 'send-again', by: deskStaff(access), changes });
      return this.newLink.mail(tx, found, site, byStaff(staffId, requestId));
    });
    return this.readModel.view(application);
  }
}
