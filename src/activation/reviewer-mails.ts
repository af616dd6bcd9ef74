import { Injectable } from '@nestjs/common';
import { type Application } from '../applications';
import { type Staff, StaffStore } from '../auth';
import { MailOutbox } from '../mail';
import { type Tx } from '../platform/database/transactions';
import { ADMINISTRATORS, type RegistrationSettings, RegistrationSettingsStore } from '../registration-settings';
import { type Site } from '../sites';

/** What the site's own people are written, in the language of the site. */
@Injectable()
export class ReviewerMails {
  constructor(
    private readonly staff: StaffStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly outbox: MailOutbox,
  ) {}

  /** To each person whom the site's settings name, once: somebody is waiting for a decision. */
  async applicationWaiting(tx: Tx, application: Application, site: Site): Promise<void> {
    const settings = await this.settings.get(site.id, tx);
    for (const person of await this.notified(tx, settings)) {
      await this.outbox.enqueue(tx, {
        siteId: site.id,
        applicationId: application.id,
        template: 'application-waiting',
        locale: settings.locale,
        to: person.email,
        params: { siteName: site.name, name: application.name, loginId: application.loginId ?? application.email },
      });
    }
  }

  // Of people chosen by name all may have left since. Then the administrators are told: applications must not wait unseen.
  private async notified(tx: Tx, { siteId, notifiedOfApplications: chosen }: RegistrationSettings): Promise<Staff[]> {
    const named = await this.staff.activeOnSite(tx, siteId, chosen);
    const isAbandoned = chosen.length > 0 && named.length === 0;
    const administrators = chosen.includes(ADMINISTRATORS) || isAbandoned ? await this.staff.administratorsOf(tx, siteId) : [];
    return [...new Map([...administrators, ...named].map((person) => [person.id, person])).values()];
  }
}
