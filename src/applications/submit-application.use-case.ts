import { Injectable } from '@nestjs/common';
import { ChallengeCheck } from '../bot-protection';
import { Idempotency, type Complete } from '../idempotency';
import { Clock, HOURS, later } from '../platform/clock/clock';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { Transactions } from '../platform/database/transactions';
import { type Locale, negotiateLocale } from '../platform/i18n';
import { Ids } from '../platform/ids/ids';
import { HONEYPOT, isUntouched, type SubmissionInput } from '../registration-form';
import { type Site, SiteStore } from '../sites';
import { byApplicant } from './actor';
import { type Application } from './application.entity';
import { ApplicationTickets } from './application-tickets';
import { ClientNetworks } from './client-networks';
import { FIRST_STATUS } from './domain/application-lifecycle';
import { searchKeysOf } from './domain/search-keys';
import { PlaceApplication } from './place-application';
import { type ReadForm, ReadSubmission } from './read-submission';

export interface Submission {
  readonly site: string;
  readonly form: SubmissionInput;
  /** The languages the applicant reads: the header `Accept-Language`. */
  readonly languages: string | undefined;
  readonly requestId: string;
  /** Of the client. */
  readonly clientAddress: string;
  /** Of the header `Idempotency-Key`. */
  readonly idempotencyKey: string | undefined;
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
 *
 * Where the site has a challenge, it is judged before the password is hashed. A
 * program that has filled in the field nobody sees is answered like everybody
 * else, with a ticket for nothing, and nothing else happens.
 */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly sites: SiteStore,
    private readonly idempotency: Idempotency,
    private readonly read: ReadSubmission,
    private readonly challenges: ChallengeCheck,
    private readonly place: PlaceApplication,
    private readonly passwords: PasswordHasher,
    private readonly transactions: Transactions,
    private readonly tickets: ApplicationTickets,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly networks: ClientNetworks,
  ) {}

  /**
   * Throws `site-not-found`, `registration-closed`, `signup-url-not-valid`, `group-full`, `form-changed`, `validation-failed`,
   * `challenge-unavailable`, `login-id-taken`, `too-many-requests`, `idempotency-key-in-use`, `idempotency-key-reused`.
   */
  async execute(submission: Submission): Promise<Ticket> {
    const site = await this.sites.getBySlug(submission.site);
    // Who asks again may have had to solve another challenge meanwhile: it is the same application.
    const body = { ...submission.form, challenge: undefined };
    const request = { siteId: site.id, scope: 'apply', key: submission.idempotencyKey, body };
    return this.idempotency.run(request, (complete: Complete<Ticket>) => this.apply(site, submission, complete));
  }

  private async apply(site: Site, submission: Submission, complete: Complete<Ticket>): Promise<Ticket> {
    const { form, languages, requestId, clientAddress: address } = submission;
    const read = await this.read.execute(site, form, { locale: negotiateLocale(languages), address });
    if (!isUntouched(form[HONEYPOT])) {
      return this.pretend(site, read, complete);
    }
    const solved = await this.challenges.judge(read.protection, read.checked.challenge);
    const locale = negotiateLocale(languages, read.open.settings.locale);
    const application = {
      ...this.applicationFrom(read, await this.passwords.hash(read.checked.password), locale),
      networkHash: this.networks.hashOf(site.id, submission.clientAddress),
    };
    const ticket = { ticket: this.tickets.issue(application, read.open.settings.linkLifeInHours) };
    await this.transactions.run(async (tx) => {
      await this.challenges.useUp(tx, solved);
      await this.place.execute(tx, application, read, byApplicant(requestId));
      await complete(tx, ticket, application.id);
    });
    return ticket;
  }

  // The answer of somebody who has applied (ADR 10), also when it is repeated.
  private async pretend({ id: siteId }: Site, { open }: ReadForm, complete: Complete<Ticket>): Promise<Ticket> {
    const id = this.ids.at(this.clock.now());
    const ticket = { ticket: this.tickets.issue({ siteId, id }, open.settings.linkLifeInHours) };
    await this.transactions.run((tx) => complete(tx, ticket, id));
    return ticket;
  }

  private applicationFrom({ open, entrance, code, form, checked }: ReadForm, passwordHash: string, locale: Locale): Application {
    const { loginId, email, answers } = checked;
    const appliedAt = this.clock.now();
    const id = this.ids.at(appliedAt);
    return {
      siteId: open.site.id,
      id,
      status: FIRST_STATUS,
      name: checked.name,
      loginId: loginId?.asTyped ?? null,
      loginIdKey: loginId?.key ?? null,
      email: email.asTyped,
      emailKey: email.key,
      passwordHash,
      displayName: checked.displayName,
      department: checked.department,
      position: checked.position,
      country: checked.country,
      language: checked.language,
      timeZone: checked.timeZone,
      answers: JSON.stringify(answers),
      formVersion: form.version,
      termsVersion: checked.termsVersion,
      ...wayIn(entrance, code),
      locale,
      linkGeneration: 0,
      linkExpiresAt: later(appliedAt, open.settings.linkLifeInHours * HOURS),
      appliedAt,
      activatedAt: null,
      decidedAt: null,
      decidedById: null,
      ...searchKeysOf(id, checked.name, email.key),
      networkHash: null,
      remindedAt: null,
      concerns: null,
    };
  }
}

function wayIn(
  entrance: ReadForm['entrance'],
  code: ReadForm['code'],
): Pick<Application, 'groupId' | 'signupUrlId' | 'authenticationCodeId'> {
  return entrance === null
    ? { groupId: null, signupUrlId: null, authenticationCodeId: null }
    : { groupId: entrance.group.id, signupUrlId: entrance.signupUrl.id, authenticationCodeId: code?.id ?? null };
}
