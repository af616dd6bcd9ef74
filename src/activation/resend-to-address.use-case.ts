import { Injectable } from '@nestjs/common';
import { type Application, ApplicationStore, byApplicant, ClaimStore, FIRST_STATUS } from '../applications';
import { checkEmailAddress, type EmailAddress } from '../identity';
import { Clock } from '../platform/clock/clock';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { RecipientLimits } from '../platform/rate-limits/recipient-limits';
import { type Site, SiteStore } from '../sites';
import { NewActivationLink } from './new-activation-link';

/**
 * Somebody asks for another activation mail to an address.
 *
 * Whether somebody with that address waits for activation shows neither in the
 * outcome nor in the time it takes: for all others the same is written, and
 * undone at once. Also the limit counts known and unknown addresses alike, and
 * says nothing when it is reached.
 */
@Injectable()
export class ResendToAddress {
  constructor(
    private readonly sites: SiteStore,
    private readonly claims: ClaimStore,
    private readonly applications: ApplicationStore,
    private readonly newLink: NewActivationLink,
    private readonly limits: RecipientLimits,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `site-not-found`, `validation-failed`. */
  async execute(wish: { readonly site: string; readonly email: string; readonly requestId: string }): Promise<void> {
    const address = ensureAddress(wish.email);
    const site = await this.sites.getBySlug(wish.site);
    await this.transactions.run(async (tx) => {
      const recipient = { siteId: site.id, kind: 'activation-mail', emailKey: address.key } as const;
      if ((await this.limits.take(tx, recipient, this.clock.now())).granted) {
        await this.resend(tx, site, address, wish.requestId);
      }
    });
  }

  private async resend(tx: Tx, site: Site, address: EmailAddress, requestId: string): Promise<void> {
    const idOfNobody = this.ids.next();
    const holder = await this.claims.holderOf(tx, site.id, 'email', address.key);
    const known = await this.applications.findLocked(tx, site.id, holder ?? idOfNobody);
    const isWaiting = known?.status === 'not_activated';
    const application = isWaiting ? known : somebodyWaiting({ siteId: site.id, id: idOfNobody, email: address.asTyped });
    await this.transactions.nested(tx, async () => {
      await this.newLink.mail(tx, application, site, byApplicant(requestId));
      return isWaiting ? 'keep' : 'undo';
    });
  }
}

function ensureAddress(text: string): EmailAddress {
  const checked = checkEmailAddress(text);
  if (!checked.ok) {
    throw new ValidationFailed([{ pointer: '#/email', fault: checked.fault }]);
  }
  return checked.value;
}

/** Stands in where nobody waits; none of it is kept. */
function somebodyWaiting(who: Pick<Application, 'siteId' | 'id' | 'email'>): Application {
  return { ...who, status: FIRST_STATUS, locale: 'en', linkGeneration: 0 } as Application;
}
