import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Contention, Transactions, type Tx } from '../platform/database/transactions';
import { RecipientLimits } from '../platform/rate-limits/recipient-limits';
import { ensureGranted } from '../platform/rate-limits/too-many-requests';
import { type OpenRegistration } from '../registration-settings';
import { Entrances } from '../signup-urls';
import { type Actor } from './actor';
import { ApplicantMails } from './applicant-mails';
import { type Application } from './application.entity';
import { ApplicationStore } from './application.store';
import { ClaimStore } from './claim.store';
import { LoginIdTaken } from './domain/application.errors';
import { MoveApplication } from './move-application';
import { type ReadForm } from './read-submission';

/**
 * Puts a new application into the database, or tells the owner of an address
 * that is known already. Which of the two happened can be seen neither from the
 * outcome, now or when others ask for the same login ID, nor from the time it
 * took: for a known address the same rows are written, and undone at once.
 */
@Injectable()
export class PlaceApplication {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly claims: ClaimStore,
    private readonly moves: MoveApplication,
    private readonly mails: ApplicantMails,
    private readonly limits: RecipientLimits,
    private readonly entrances: Entrances,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `signup-url-not-valid` when it has been stopped by now, `login-id-taken` and `too-many-requests`; none of these depends on
   * whether the address is known.
   */
  async execute(tx: Tx, application: Application, { open, entrance }: ReadForm, by: Actor): Promise<void> {
    if (entrance !== null) {
      await this.entrances.holdOpen(tx, entrance.signupUrl);
    }
    await this.ensureNotTooMany(tx, application);
    const known = await this.applicationKnownBy(tx, application);
    await (known === null || known.status === 'not_activated'
      ? this.place(tx, application, known, { open, by })
      : this.tellOwner(tx, known, application, { open, by }));
  }

  private async place(
    tx: Tx,
    application: Application,
    replaced: Application | null,
    { open: { site, settings }, by }: { open: OpenRegistration; by: Actor },
  ): Promise<void> {
    if (replaced !== null) {
      await this.moves.end(tx, replaced, 'replace', by);
    }
    await this.transactions.nested(tx, async () => {
      await this.moves.begin(tx, application, by);
      const taken = await this.claims.claimFor(tx, application);
      if (taken === 'login-id') {
        throw new LoginIdTaken();
      }
      if (taken === 'email') {
        // Somebody applied with this address since we looked; look again.
        throw new Contention();
      }
      return 'keep';
    });
    // What telling an owner takes, so that not telling takes as long.
    await this.takeLetter(tx, { siteId: application.siteId, emailKey: application.id }, 'undo');
    await this.mails.activation(tx, application, site, settings.linkLifeInHours);
  }

  private async tellOwner(
    tx: Tx,
    known: Application,
    application: Application,
    { open: { site, settings }, by }: { open: OpenRegistration; by: Actor },
  ): Promise<void> {
    await this.transactions.nested(tx, async () => {
      await this.moves.begin(tx, application, by);
      return 'undo';
    });
    const { loginIdKey } = application;
    if (loginIdKey !== null && !(await this.claims.reserveLoginId(tx, known, loginIdKey, application.appliedAt))) {
      throw new LoginIdTaken();
    }
    if (await this.takeLetter(tx, application, 'keep')) {
      await this.mails.alreadyKnown(tx, known, site, settings.logInUrl);
    }
  }

  /** Whether one more letter may go to the owner of the address. */
  private async takeLetter(
    tx: Tx,
    { siteId, emailKey }: Pick<Application, 'siteId' | 'emailKey'>,
    outcome: 'keep' | 'undo',
  ): Promise<boolean> {
    let isGranted = false;
    await this.transactions.nested(tx, async () => {
      const taken = await this.limits.take(tx, { siteId, kind: 'already-registered-mail', emailKey }, this.clock.now());
      isGranted = taken.granted;
      return outcome;
    });
    return isGranted;
  }

  private async ensureNotTooMany(tx: Tx, { siteId, emailKey }: Application): Promise<void> {
    const now = this.clock.now();
    const taken = await this.limits.take(tx, { siteId, kind: 'application', emailKey }, now);
    ensureGranted(
      taken,
      now,
      'There were several applications with this e-mail address already. Look into its mailbox, or try again later.',
    );
  }

  // Asks for a row in any case, so that asking takes the same time.
  private async applicationKnownBy(tx: Tx, { siteId, emailKey, id }: Application): Promise<Application | null> {
    const holder = await this.claims.holderOf(tx, siteId, 'email', emailKey);
    return this.applications.findLocked(tx, siteId, holder ?? id);
  }
}
