import { Injectable } from '@nestjs/common';
import { type Application, ApplicationStore, byApplicant } from '../applications';
import { Clock } from '../platform/clock/clock';
import { type Reference } from '../platform/crypto/reference-token';
import { Transactions } from '../platform/database/transactions';
import { RecipientLimits } from '../platform/rate-limits/recipient-limits';
import { SiteStore } from '../sites';
import { ActivationLink } from './activation-link';
import { NewActivationLink } from './new-activation-link';

/**
 * Somebody with the latest link, expired or not, asks for a new one. It goes to
 * the address that the old one went to. Any other link leads to nothing, which
 * is not said: who has none of ours learns nothing about anybody.
 */
@Injectable()
export class ResendByLink {
  constructor(
    private readonly link: ActivationLink,
    private readonly applications: ApplicationStore,
    private readonly sites: SiteStore,
    private readonly newLink: NewActivationLink,
    private readonly limits: RecipientLimits,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async execute(token: string, requestId: string): Promise<void> {
    const reference = this.link.find(token);
    const seen = reference && (await this.applications.find(reference.siteId, reference.id));
    if (reference === null || seen === null || !awaits(seen, reference)) {
      return;
    }
    const site = await this.sites.getById(seen.siteId);
    await this.transactions.run(async (tx) => {
      const recipient = { siteId: site.id, kind: 'activation-mail', emailKey: seen.emailKey } as const;
      const { granted } = await this.limits.take(tx, recipient, this.clock.now());
      const application = await this.applications.findLocked(tx, site.id, seen.id);
      if (granted && application !== null && awaits(application, reference)) {
        await this.newLink.mail(tx, application, site, byApplicant(requestId));
      }
    });
  }
}

function awaits({ status, linkGeneration }: Application, { generation }: Reference): boolean {
  return status === 'not_activated' && linkGeneration === generation;
}
