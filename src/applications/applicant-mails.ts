import { Injectable } from '@nestjs/common';
import { MailOutbox } from '../mail';
import { type Tx } from '../platform/database/transactions';
import { type Application } from './application.entity';

interface ReminderFacts {
  readonly linkLifeInHours: number;
  /** IANA name, of the site. */
  readonly timeZone: string;
  readonly deletionAtOf: (application: Application) => Date;
}

/** What applicants are written, each mail in the transaction that causes it. */
@Injectable()
export class ApplicantMails {
  constructor(private readonly outbox: MailOutbox) {}

  /**
   * "Confirm that this address is yours", with the link that is live now. Says
   * nothing the applicant wrote: until it is confirmed, the form must be no way
   * to mail one's own words to strangers.
   */
  async activation(tx: Tx, application: Application, site: { name: string }, linkLifeInHours: number): Promise<void> {
    const { siteId, id, linkGeneration } = application;
    await this.outbox.enqueue(tx, {
      ...about(application),
      template: 'activation',
      params: { siteName: site.name, linkLifeInHours: String(linkLifeInHours) },
      activationLink: { siteId, id, generation: linkGeneration },
    });
  }

  /** To each of them: "your application is about to be deleted", with the link that is live now. Says no more than {@link activation}. */
  reminders(tx: Tx, applications: readonly Application[], site: { name: string }, facts: ReminderFacts): Promise<void> {
    const { linkLifeInHours, timeZone, deletionAtOf } = facts;
    const letters = applications.map((application) => ({
      ...about(application),
      template: 'activation-reminder' as const,
      params: {
        siteName: site.name,
        linkLifeInHours: String(linkLifeInHours),
        timeZone,
        deletionAt: deletionAtOf(application).toISOString(),
      },
      activationLink: { siteId: application.siteId, id: application.id, generation: application.linkGeneration },
    }));
    return this.outbox.enqueueAll(tx, letters);
  }

  /** To the owner of an address that is known already, whichever of the two it is: an applicant who waits, or a member. */
  async alreadyKnown(tx: Tx, known: Application, site: { name: string }, logInUrl: string | null): Promise<void> {
    await (known.status === 'approved'
      ? this.alreadyRegistered(tx, known, site)
      : this.alreadyConfirmed(tx, known, site, logInUrl));
  }

  /**
   * To each of them.
   *
   * @param logInUrl where members log in, when the site has said so
   */
  approved(tx: Tx, applications: readonly Application[], site: { name: string }, logInUrl: string | null): Promise<void> {
    const letters = applications.map((application) => ({
      ...about(application),
      template: 'approved' as const,
      params: { ...personal(application, site), logInUrl: logInUrl ?? '' },
    }));
    return this.outbox.enqueueAll(tx, letters);
  }

  /**
   * To each of them.
   *
   * @param reasonFor shown to the applicant, when there is one
   */
  notApproved(
    tx: Tx,
    applications: readonly Application[],
    site: { name: string },
    reasonFor: (application: Application) => string | null,
  ): Promise<void> {
    const letters = applications.map((application) => ({
      ...about(application),
      template: 'not-approved' as const,
      params: { ...personal(application, site), reason: reasonFor(application) ?? '' },
    }));
    return this.outbox.enqueueAll(tx, letters);
  }

  /** The link is dead: what is still to be sent about these applications of one site is not. */
  withdraw(tx: Tx, siteId: string, ids: readonly string[]): Promise<void> {
    return this.outbox.withdraw(tx, siteId, ids);
  }

  /** The applications are gone, and with them what was written about them; answers how many mails that were. */
  forget(tx: Tx, siteId: string, ids: readonly string[]): Promise<number> {
    return this.outbox.forget(tx, siteId, ids);
  }

  /** Mails to staff that list these applications among others, and are still to be sent, list them no more. */
  unname(tx: Tx, siteId: string, ids: readonly string[]): Promise<void> {
    return this.outbox.unname(tx, siteId, ids);
  }

  /** To the owner of an address that somebody applied with again. Names nobody, opens nothing. */
  private async alreadyRegistered(tx: Tx, known: Application, site: { name: string }): Promise<void> {
    await this.outbox.enqueue(tx, { ...about(known), template: 'already-registered', params: { siteName: site.name } });
  }

  /** To the owner of a confirmed address who waits for a decision: somebody has asked for another link, or applied again. */
  private async alreadyConfirmed(tx: Tx, known: Application, site: { name: string }, logInUrl: string | null): Promise<void> {
    const params = { siteName: site.name, logInUrl: logInUrl ?? '' };
    await this.outbox.enqueue(tx, { ...about(known), template: 'already-confirmed', params });
  }
}

function about({ siteId, id, email, locale }: Application): {
  siteId: string;
  applicationId: string;
  to: string;
  locale: string;
} {
  return { siteId, applicationId: id, to: email, locale };
}

// Without a login ID, the address is what one logs in with.
function personal(
  { name, loginId, email }: Application,
  site: { name: string },
): { siteName: string; name: string; loginId: string } {
  return { siteName: site.name, name, loginId: loginId ?? email };
}
