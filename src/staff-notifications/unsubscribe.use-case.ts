import { Injectable } from '@nestjs/common';
import { StaffStore } from '../auth';
import { Clock } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { openReferenceToken, type Reference } from '../platform/crypto/reference-token';
import { Transactions } from '../platform/database/transactions';
import { DomainError } from '../platform/problem/domain-error';
import { SiteStore } from '../sites';
import { StaffNotificationStore } from './staff-notification.store';

interface Subscription {
  readonly siteName: string;
}

/**
 * A member of staff says, from a mail, that no more notifications about a site
 * are wanted. The token of the mail is enough: it can do nothing else, and who
 * has it can undo it after logging in. It does not age, for old mails are kept.
 */
@Injectable()
export class Unsubscribe {
  constructor(
    private readonly staff: StaffStore,
    private readonly sites: SiteStore,
    private readonly choices: StaffNotificationStore,
    private readonly transactions: Transactions,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** Changes nothing: mail scanners open links, too. Throws `unsubscribe-link-unknown`. */
  async look(token: string): Promise<Subscription> {
    const { name } = await this.sites.getById(this.read(token).siteId);
    return { siteName: name };
  }

  /** Once or again, also for who has left the site. Throws `unsubscribe-link-unknown`. */
  async execute(token: string): Promise<Subscription> {
    const { siteId, id: staffId } = this.read(token);
    await this.transactions.run(async (tx) => {
      if ((await this.staff.idsOnSite(tx, siteId)).has(staffId)) {
        await this.choices.choose(tx, { siteId, staffId, pace: 'off', chosenAt: this.clock.now() });
      }
    });
    return this.look(token);
  }

  private read(token: string): Reference {
    const reference = openReferenceToken(this.keys.accepted('unsubscribe-link'), token);
    if (reference === null) {
      throw new DomainError('unsubscribe-link-unknown', 'This link is not valid. Copy it from the mail as a whole.');
    }
    return reference;
  }
}
