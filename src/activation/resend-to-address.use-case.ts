import { Injectable } from '@nestjs/common';
import { ApplicantMails, type Application, ApplicationStore, byApplicant, ClaimStore, FIRST_STATUS } from '../applications';
import { checkEmailAddress, type EmailAddress } from '../identity';
import { Clock } from '../platform/clock/clock';
import { Transactions, type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { ValidationFailed } from '../platform/problem/validation-failed';
import { RecipientLimits } from '../platform/rate-limits/recipient-limits';
import { RegistrationSettingsStore } from '../registration-settings';
import { type Site, SiteStore } from '../sites';
import { NewActivationLink } from './new-activation-link';

/**
 * Somebody asks for another activation mail to an address. Who waits for
 * activation gets one; the owner of any other known address is told how it
 * stands, as often as who is applied for again.
 *
 * Whether anybody has the address, and where they stand, shows neither in the
 * outcome nor in the time it takes: everything is written in every case, and
 * undone at once where it is not meant. Also the limits count known and unknown
 * addresses alike, and say nothing when they are reached.
 */
@Injectable()
export class ResendToAddress {
  constructor(
    private readonly sites: SiteStore,
    private readonly claims: ClaimStore,
    private readonly applications: ApplicationStore,
    private readonly newLink: NewActivationLink,
    private readonly mails: ApplicantMails,
    private readonly settings: RegistrationSettingsStore,
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
    const nobody = somebodyWaiting({ siteId: site.id, id: idOfNobody, email: address.asTyped, emailKey: idOfNobody });
    const isWaiting = known?.status === FIRST_STATUS;
    await this.transactions.nested(tx, async () => {
      await this.newLink.mail(tx, isWaiting ? known : nobody, site, byApplicant(requestId));
      return isWaiting ? 'keep' : 'undo';
    });
    await this.transactions.nested(tx, async () => {
      const isGranted = await this.tellOwner(tx, isWaiting || known === null ? nobody : known, site);
      return !isWaiting && known !== null && isGranted ? 'keep' : 'undo';
    });
  }

  /** Answers whether one more letter may go to the owner; written it is in any case. */
  private async tellOwner(tx: Tx, owner: Application, site: Site): Promise<boolean> {
    const recipient = { siteId: site.id, kind: 'already-registered-mail', emailKey: owner.emailKey } as const;
    const { granted } = await this.limits.take(tx, recipient, this.clock.now());
    const { logInUrl } = await this.settings.get(site.id, tx);
    await this.mails.alreadyKnown(tx, owner, site, logInUrl);
    return granted;
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
function somebodyWaiting(who: Pick<Application, 'siteId' | 'id' | 'email' | 'emailKey'>): Application {
  return { ...who, status: FIRST_STATUS, locale: 'en', linkGeneration: 0 } as Application;
}
