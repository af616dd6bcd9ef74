import { Injectable } from '@nestjs/common';
import { Clock, HOURS, later } from '../platform/clock/clock';
import { Keys } from '../platform/crypto/keys';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { referenceToken } from '../platform/crypto/reference-token';
import { Contention, type Tx, Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { PASSWORD_LENGTH } from '../identity';
import { type OpenRegistration, RegistrationGate } from '../registration-settings';
import { byApplicant } from './actor';
import { ApplicantMails } from './applicant-mails';
import { type Application } from './application.entity';
import { ApplicationStore } from './application.store';
import { ClaimStore } from './claim.store';
import { type ApplicantForm, type Applicant, ensureApplicant } from './domain/applicant';
import { FIRST_STATUS } from './domain/application-lifecycle';
import { LoginIdTaken } from './domain/application.errors';
import { MoveApplication } from './move-application';

export interface Submission {
  readonly site: string;
  readonly form: ApplicantForm;
  /** The applicant's language. */
  readonly locale: string;
  readonly requestId: string;
}

/** What the applicant gets: shows later that the application is theirs. */
export interface Ticket {
  readonly ticket: string;
}

/**
 * Somebody applies: login ID and e-mail address are claimed, and the mail with
 * the activation link is queued, all in one transaction.
 *
 * The answer is the same whether or not the e-mail address is known, otherwise
 * this form would tell strangers who is enrolled. An application that still
 * waits for activation is replaced by the newer one; the owner of any other
 * known address is told by mail, and nothing changes. A login ID that is taken
 * is said so: one cannot choose another without knowing.
 */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly gate: RegistrationGate,
    private readonly applications: ApplicationStore,
    private readonly claims: ClaimStore,
    private readonly moves: MoveApplication,
    private readonly mails: ApplicantMails,
    private readonly passwords: PasswordHasher,
    private readonly transactions: Transactions,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `site-not-found`, `registration-closed`, `validation-failed`, `login-id-taken`. */
  async execute(submission: Submission): Promise<Ticket> {
    const open = await this.gate.ensureOpen(submission.site);
    const applicant = ensureApplicant(submission.form, { passwordMinimum: PASSWORD_LENGTH.minimum });
    const application = await this.applicationOf(applicant, open, submission.locale);
    await this.transactions.run(async (tx) => {
      const known = await this.applicationKnownBy(tx, application);
      if (known === null || known.status === 'not_activated') {
        await this.place(tx, application, { replaced: known, open, requestId: submission.requestId });
      } else {
        await this.tellOwner(tx, known, application, open);
      }
    });
    const { siteId, id } = application;
    return { ticket: referenceToken(this.keys.for('application-ticket'), { siteId, id, generation: 0 }) };
  }

  private async place(
    tx: Tx,
    application: Application,
    { replaced, open, requestId }: { replaced: Application | null; open: OpenRegistration; requestId: string },
  ): Promise<void> {
    if (replaced !== null) {
      await this.moves.end(tx, replaced, 'replace', byApplicant(requestId));
    }
    await this.moves.begin(tx, application, byApplicant(requestId));
    await this.claim(tx, application);
    await this.mails.activation(tx, application, open.site, open.settings.linkLifeInHours);
  }

  private async claim(tx: Tx, { siteId, id, emailKey, loginIdKey }: Application): Promise<void> {
    if (!(await this.claims.claim(tx, { siteId, kind: 'email', value: emailKey, applicationId: id }))) {
      // Somebody applied with this address since we looked; look again.
      throw new Contention();
    }
    if (!(await this.claims.claim(tx, { siteId, kind: 'login-id', value: loginIdKey, applicationId: id }))) {
      throw new LoginIdTaken();
    }
  }

  private async tellOwner(tx: Tx, known: Application, application: Application, { site }: OpenRegistration): Promise<void> {
    // As for an unknown address: whether the login ID is taken must not depend on the e-mail address.
    if ((await this.claims.holderOf(tx, application.siteId, 'login-id', application.loginIdKey)) !== null) {
      throw new LoginIdTaken();
    }
    await this.mails.alreadyRegistered(tx, known, site);
  }

  private async applicationKnownBy(tx: Tx, { siteId, emailKey }: Application): Promise<Application | null> {
    const id = await this.claims.holderOf(tx, siteId, 'email', emailKey);
    return id === null ? null : this.applications.findLocked(tx, siteId, id);
  }

  private async applicationOf(applicant: Applicant, { site, settings }: OpenRegistration, locale: string): Promise<Application> {
    const appliedAt = this.clock.now();
    return {
      siteId: site.id,
      id: this.ids.next(),
      status: FIRST_STATUS,
      name: applicant.name,
      loginId: applicant.loginId.asTyped,
      loginIdKey: applicant.loginId.key,
      email: applicant.email.asTyped,
      emailKey: applicant.email.key,
      passwordHash: await this.passwords.hash(applicant.password),
      locale,
      linkGeneration: 0,
      linkExpiresAt: later(appliedAt, settings.linkLifeInHours * HOURS),
      appliedAt,
      activatedAt: null,
      decidedAt: null,
      decidedById: null,
    };
  }
}
