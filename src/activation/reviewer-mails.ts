import { Injectable } from '@nestjs/common';
import { type Application } from '../applications';
import { StaffStore } from '../auth';
import { MailOutbox } from '../mail';
import { type Tx } from '../platform/database/transactions';
import { type Site } from '../sites';

/** What the site's own people are written. */
@Injectable()
export class ReviewerMails {
  constructor(
    private readonly staff: StaffStore,
    private readonly outbox: MailOutbox,
  ) {}

  /** To each administrator of the site: somebody is waiting for a decision. */
  async applicationWaiting(tx: Tx, application: Application, site: Site): Promise<void> {
    for (const administrator of await this.staff.administratorsOf(tx, site.id)) {
      await this.outbox.enqueue(tx, {
        siteId: site.id,
        applicationId: application.id,
        template: 'application-waiting',
        locale: 'en',
        to: administrator.email,
        params: { siteName: site.name, name: application.name, loginId: application.loginId },
      });
    }
  }
}
