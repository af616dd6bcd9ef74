import { Injectable } from '@nestjs/common';
import {
  ApplicantMails,
  type Application,
  type ApplicationStatus,
  ApplicationStore,
  byApplicant,
  MoveApplication,
} from '../applications';
import { BotProtectionStore, EmailDomains } from '../bot-protection';
import { Clock } from '../platform/clock/clock';
import { Transactions, type Tx } from '../platform/database/transactions';
import { RegistrationSettingsStore } from '../registration-settings';
import { type Site, SiteStore } from '../sites';
import { ActivationLink } from './activation-link';
import { ActivationProof } from './activation-proof';
import { ActivationLinkUnknown } from './domain/activation.errors';
import { isLeftToAPerson } from './domain/left-to-a-person';
import { linkState } from './domain/link-state';
import { ReviewerMails } from './reviewer-mails';

export interface ActivationAttempt {
  /** Of the mailed link. */
  readonly token: string;
  /** From the application; a browser has it as a cookie. */
  readonly ticket?: string | undefined;
  /** The one chosen in the application. */
  readonly password?: string | undefined;
  readonly requestId: string;
}

export interface Activation {
  readonly outcome: 'activated' | 'already_activated';
  readonly status: ApplicationStatus;
}

/**
 * The applicant confirms that the address is theirs.
 *
 * The link alone is not enough: it proves the mailbox, not the application.
 * Who only controls the form must not end up with an account on somebody
 * else's address, so the ticket or the password of the application is needed
 * as well.
 *
 * Whether the service approves by itself is read at this moment; so is which
 * domains of addresses the site does not want: what is at one of these is left to
 * a person, who sees why.
 */
@Injectable()
export class ActivateApplication {
  constructor(
    private readonly link: ActivationLink,
    private readonly proof: ActivationProof,
    private readonly applications: ApplicationStore,
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly protections: BotProtectionStore,
    private readonly emailDomains: EmailDomains,
    private readonly moves: MoveApplication,
    private readonly applicantMails: ApplicantMails,
    private readonly reviewerMails: ReviewerMails,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `activation-link-unknown`, `activation-link-expired`, `activation-proof-required`, `activation-proof-wrong`,
   * `too-many-requests`.
   */
  async execute(attempt: ActivationAttempt): Promise<Activation> {
    const { application, state } = await this.link.open(attempt.token);
    if (state === 'used') {
      return { outcome: 'already_activated', status: application.status };
    }
    await this.proof.ensure(application, attempt);
    const site = await this.sites.getById(application.siteId);
    return this.transactions.run((tx) => this.activate(tx, application, site, attempt.requestId));
  }

  private async activate(tx: Tx, seen: Application, site: Site, requestId: string): Promise<Activation> {
    const application = await this.applications.findLocked(tx, seen.siteId, seen.id);
    if (application === null) {
      throw new ActivationLinkUnknown();
    }
    const activatedAt = this.clock.now();
    if (linkState(application, seen.linkGeneration, activatedAt) === 'used') {
      return { outcome: 'already_activated', status: application.status };
    }
    const { autoApprove, logInUrl } = await this.settings.get(site.id, tx);
    const concerns = this.emailDomains.concernsAbout(application.emailDomain, await this.protections.get(site.id, tx));
    const by = byApplicant(requestId);
    // A full group is for an administrator to decide about.
    if (!isLeftToAPerson({ autoApprove, concerns }) && (await this.moves.withPlace(tx, [application])).length > 0) {
      const changes = { activatedAt, decidedAt: activatedAt };
      const member = await this.moves.move(tx, application, 'activate_and_approve', { by, changes });
      await this.applicantMails.approved(tx, [member], site, logInUrl);
      return { outcome: 'activated', status: member.status };
    }
    const waiting = await this.moves.move(tx, application, 'activate', {
      by,
      changes: { activatedAt, concerns: concerns.length === 0 ? null : concerns.join(',') },
    });
    await this.reviewerMails.applicationWaiting(tx, waiting, site);
    return { outcome: 'activated', status: waiting.status };
  }
}
