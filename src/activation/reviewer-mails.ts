import { Injectable } from '@nestjs/common';
import { type Application } from '../applications';
import { MailOutbox } from '../mail';
import { type Tx } from '../platform/database/transactions';
import { RegistrationSettingsStore } from '../registration-settings';
import { type Site } from '../sites';
import { NotifiedStaff } from '../staff-notifications';

/** What the site's own people are written, in the language of the site. */
@Injectable()
export class ReviewerMails {
  constructor(
    private readonly notified: NotifiedStaff,
    private readonly settings: RegistrationSettingsStore,
    private readonly outbox: MailOutbox,
  ) {}

  /** To each person whom the site's settings name and who wants to hear of it at once: somebody is waiting for a decision. */
  async applicationWaiting(tx: Tx, application: Application, site: Site): Promise<void> {
    const settings = await this.settings.get(site.id, tx);
    const waitsSince = application.activatedAt ?? application.appliedAt;
    for (const person of await this.notified.immediately(tx, settings, waitsSince)) {
      await this.outbox.enqueue(tx, {
        siteId: site.id,
        applicationId: application.id,
        template: 'application-waiting',
        locale: settings.locale,
        to: person.email,
        params: { siteName: site.name, name: application.name, loginId: application.loginId ?? application.email },
        unsubscribes: { siteId: site.id, id: person.id, generation: 0 },
      });
    }
  }
}
