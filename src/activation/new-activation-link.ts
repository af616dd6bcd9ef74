import { Injectable } from '@nestjs/common';
import { type Actor, ApplicantMails, type Application, MoveApplication } from '../applications';
import { Clock, HOURS, later } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { RegistrationSettingsStore } from '../registration-settings';
import { type Site } from '../sites';

/** Another mail with a new link. The old link dies, and a mail with it that has not been sent is not sent any more. */
@Injectable()
export class NewActivationLink {
  constructor(
    private readonly settings: RegistrationSettingsStore,
    private readonly moves: MoveApplication,
    private readonly mails: ApplicantMails,
    private readonly clock: Clock,
  ) {}

  /** Throws `transition-not-allowed`. The application must have been locked in the same transaction. */
  async mail(tx: Tx, application: Application, site: Site, by: Actor): Promise<Application> {
    const { linkLifeInHours } = await this.settings.get(site.id, tx);
    const changes = {
      linkGeneration: application.linkGeneration + 1,
      linkExpiresAt: later(this.clock.now(), linkLifeInHours * HOURS),
    };
    const waiting = await this.moves.move(tx, application, 'resend', { by, changes });
    await this.mails.withdraw(tx, waiting.siteId, [waiting.id]);
    await this.mails.activation(tx, waiting, site, linkLifeInHours);
    return waiting;
  }
}
