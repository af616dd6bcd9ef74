import { Injectable } from '@nestjs/common';
import { NewActivationLink } from '../activation';
import { type Actor, ApplicantMails, type Application, ApplicationStore, byStaff, MoveApplication } from '../applications';
import { MailOutbox, MailReadModel, type MailTemplate, type MailView } from '../mail';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions, type Tx } from '../platform/database/transactions';
import { type Recipient, RecipientLimits } from '../platform/rate-limits/recipient-limits';
import { ensureGranted } from '../platform/rate-limits/too-many-requests';
import { RegistrationSettingsStore } from '../registration-settings';
import { changesBetween, deskStaff, SiteHistory } from '../site-history';
import { type Site, SiteStore } from '../sites';
import { MailBeingSent, MailNotFound } from './domain/mail-desk.errors';
import { judgeSendingAgain, type SendingAgain } from './domain/sending-again';
import { type DeskMail } from './mail-desk.read-model';

const OF_ACTIVATION: readonly MailTemplate[] = ['activation', 'activation-reminder'];

/** What is to be done, and about whom. */
interface Task {
  readonly mail: MailView;
  readonly application: Application | null;
  readonly site: Site;
  readonly by: Actor;
}

/**
 * A reviewer has a mail sent again: somebody says that none came.
 *
 * One that still waits is tried at once. Of any other nothing is left but what
 * became of it, so a new mail is made of what is known now, to the address of
 * the application. Where that does not fit any more, it is refused. The owner
 * of an address is not flooded by staff either.
 */
@Injectable()
export class ResendMail {
  constructor(
    private readonly mails: MailReadModel,
    private readonly outbox: MailOutbox,
    private readonly applications: ApplicationStore,
    private readonly applicantMails: ApplicantMails,
    private readonly newLink: NewActivationLink,
    private readonly moves: MoveApplication,
    private readonly settings: RegistrationSettingsStore,
    private readonly sites: SiteStore,
    private readonly limits: RecipientLimits,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the mail that is to be sent now: the same one, or the new one.
   * Throws `mail-not-found`, `mail-being-sent`, `mail-not-resendable`,
   * `mail-outdated`, `too-many-requests`.
   */
  async execute(access: SiteAccess, id: string): Promise<DeskMail> {
    const { siteId, staffId, requestId } = access;
    const seen = await this.get(siteId, id);
    const site = await this.sites.getById(siteId);
    const recipient = await this.recipientOf(siteId, seen);
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const taken = await this.limits.take(tx, recipient, now);
      const { applicationId } = seen;
      const application = applicationId === null ? null : await this.applications.findLocked(tx, siteId, applicationId);
      const mail = await this.get(siteId, id, tx);
      const verdict = judgeSendingAgain(mail, application?.status ?? null);
      if (!verdict.ok) {
        throw verdict.refusal;
      }
      ensureGranted(taken, now, 'This address has got as many of these mails as are sent within an hour. Try again later.');
      const changes = changesBetween({}, { mailId: id, template: mail.template });
      const about = { siteId, subject: 'mail', aboutId: applicationId ?? id } as const;
      await this.history.record(tx, { ...about, event: 'send-again', by: deskStaff(access), changes });
      return this.carryOut(tx, verdict.means, { mail, application, site, by: byStaff(staffId, requestId) });
    });
  }

  private async get(siteId: string, id: string, manager?: Tx): Promise<MailView> {
    const mail = await this.mails.find(siteId, id, manager);
    if (mail === null) {
      throw new MailNotFound();
    }
    return mail;
  }

  /** Whom too many mails would flood; a mail about no application counts for itself. */
  private async recipientOf(siteId: string, { id, applicationId, template }: MailView): Promise<Recipient> {
    const application = applicationId === null ? null : await this.applications.find(siteId, applicationId);
    const kind = OF_ACTIVATION.includes(template) ? 'activation-mail' : 'mail-again';
    return { siteId, kind, emailKey: application?.emailKey ?? id };
  }

  private async carryOut(tx: Tx, means: SendingAgain, task: Task): Promise<DeskMail> {
    const { mail, application, site } = task;
    if (means === 'try_now') {
      return this.tryNow(tx, task);
    }
    if (application === null) {
      throw new Error('A mail is made anew of its application.');
    }
    const template = await this.makeAnew(tx, means, { ...task, application });
    const made = await this.mails.latest(tx, site.id, application.id, template);
    return { ...(made ?? mail), resendable: true };
  }

  private async tryNow(tx: Tx, { mail, application, site, by }: Task): Promise<DeskMail> {
    if (!(await this.outbox.hurry(tx, site.id, mail.id))) {
      // A courier was faster.
      throw new MailBeingSent();
    }
    if (application !== null) {
      await this.moves.tellOfMail(tx, application, 'hurry_mail', by);
    }
    return { ...((await this.mails.find(site.id, mail.id, tx)) ?? mail), resendable: true };
  }

  /** Answers the template of the new mail. */
  private async makeAnew(
    tx: Tx,
    means: Exclude<SendingAgain, 'try_now'>,
    { application, site, by }: Task & { readonly application: Application },
  ): Promise<MailTemplate> {
    if (means === 'new_link') {
      await this.newLink.mail(tx, application, site, by);
      return 'activation';
    }
    await this.moves.tellOfMail(tx, application, 'mail_again', by);
    if (means === 'welcome') {
      const { logInUrl } = await this.settings.get(site.id, tx);
      await this.applicantMails.approved(tx, [application], site, logInUrl);
      return 'approved';
    }
    const reason = await this.applications.lastReason(tx, site.id, application.id);
    await this.applicantMails.notApproved(tx, [application], site, () => reason);
    return 'not-approved';
  }
}
