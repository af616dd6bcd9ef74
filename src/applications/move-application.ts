import { Injectable } from '@nestjs/common';
import { GroupPlaces, type NewAccount, OpenAccount } from '../accounts';
import { Idempotency } from '../idempotency';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { SignupTallies } from '../signup-urls';
import { type Actor } from './actor';
import { ApplicantMails } from './applicant-mails';
import { type ApplicationHistory } from './application-history.entity';
import { ApplicationMetrics } from './application-metrics';
import { type Application } from './application.entity';
import { ApplicationStore } from './application.store';
import { ClaimStore } from './claim.store';
import {
  type ApplicationEvent,
  destinationOf,
  type Destination,
  type EndingEvent,
  type MailEvent,
  type MovingEvent,
  nextStatus,
} from './domain/application-lifecycle';

/** What changes on the application along with its status. */
type Changes = Partial<Omit<Application, 'siteId' | 'id' | 'status'>>;

interface Move<A = Application> {
  readonly by: Actor;
  readonly changes?: Changes;
  /** Why, in words that its applicant understands. */
  readonly reasonFor?: (application: A) => string | null;
  /** Which reason of the site's catalogue that is. */
  readonly reasonKey?: string | null;
  /** For colleagues only. */
  readonly note?: string | null;
}

/** What has to be known of an application to end it. */
export type Ended = Pick<Application, 'siteId' | 'id' | 'status'>;

// After these nothing is left of the person: no words about the application, no answer kept to be repeated.
const LEAVES_NOTHING: ReadonlySet<EndingEvent> = new Set(['expire', 'erase', 'forget']);

interface Step {
  readonly event: ApplicationEvent | MailEvent | 'apply';
  readonly from: Application['status'] | null;
  readonly to: Destination;
}

/**
 * Moves applications along their life-cycle: the only place where a status is
 * assigned. Each move writes its history row and has the effects that its
 * destination always has; whom to write to is for the use-case to say.
 *
 * However many they are, it takes the same few statements. The applications
 * must have been locked in the same transaction.
 */
@Injectable()
export class MoveApplication {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly claims: ClaimStore,
    private readonly accounts: OpenAccount,
    private readonly places: GroupPlaces,
    private readonly tallies: SignupTallies,
    private readonly mails: ApplicantMails,
    private readonly idempotency: Idempotency,
    private readonly metrics: ApplicationMetrics,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** A new application begins its life. */
  async begin(tx: Tx, application: Application, by: Actor): Promise<void> {
    await this.applications.add(tx, application);
    const row = this.historyRow(application, { event: 'apply', from: null, to: application.status }, { by });
    await this.record(tx, [row]);
    await this.tallies.applied(tx, [application]);
  }

  /** Throws `transition-not-allowed`. */
  async move(tx: Tx, application: Application, event: MovingEvent, move: Move): Promise<Application> {
    const [moved = application] = await this.moveMany(tx, [application], event, move);
    return moved;
  }

  /** Moves applications of one site together, wherever each of them stands. Throws `transition-not-allowed`. */
  async moveMany(tx: Tx, applications: readonly Application[], event: MovingEvent, move: Move): Promise<Application[]> {
    if (applications.length === 0) {
      return [];
    }
    const steps = applications.map((application) => ({ application, to: nextStatus(application.status, event) }));
    const rows = steps.map(({ application, to }) => this.historyRow(application, { event, from: application.status, to }, move));
    await this.record(tx, rows);
    const moved: Application[] = [];
    for (const to of new Set(steps.map((step) => step.to))) {
      const arriving = steps.filter((step) => step.to === to).map(({ application }) => application);
      moved.push(...(await this.arrive(tx, arriving, { ...move.changes, status: to })));
    }
    return moved;
  }

  /** Ends the application: it is deleted with its claims and its mails. Throws `transition-not-allowed`. */
  async end(tx: Tx, application: Application, event: EndingEvent, by: Actor): Promise<void> {
    await this.endMany(tx, [application], event, by);
    if (event === 'replace') {
      await this.tallies.replaced(tx, [application]);
    }
  }

  /** The application stays where it is, and its history says what was done about its mail. */
  async tellOfMail(tx: Tx, application: Application, event: MailEvent, by: Actor): Promise<void> {
    const { status } = application;
    await this.record(tx, [this.historyRow(application, { event, from: status, to: status }, { by })]);
  }

  /**
   * As {@link end}, for applications of one site that nothing takes the place of. An account opened from one goes with it. After `expire`,
   * `forget` and `erase` its history says when and by whom, and no word more. Answers how many mails went along. Throws `transition-not-allowed`.
   */
  async endMany(tx: Tx, applications: readonly Ended[], event: EndingEvent, by: Actor): Promise<number> {
    if (applications.length === 0) {
      return 0;
    }
    const rows = applications.map((application) => {
      const to = destinationOf(application.status, event);
      return this.historyRow(application, { event, from: application.status, to }, { by });
    });
    const { siteId, ids } = named(applications);
    const mails = await this.mails.forget(tx, siteId, ids);
    if (event === 'erase') {
      // Nothing else ends what waits for a decision, and so may be in a digest.
      await this.mails.unname(tx, siteId, ids);
    }
    if (LEAVES_NOTHING.has(event)) {
      await this.applications.forgetWords(tx, siteId, ids);
      await this.idempotency.forgetAbout(tx, siteId, ids);
    }
    await this.applications.remove(tx, siteId, ids);
    await this.record(tx, rows);
    return mails;
  }

  /**
   * Those of the applications that a member's place is left for in their groups, the first ones first. Nobody else takes these places
   * until the transaction ends. To be asked before they are approved.
   */
  async withPlace(tx: Tx, applications: readonly Application[]): Promise<Application[]> {
    const { siteId } = named(applications);
    const groups = [...new Set(applications.flatMap(({ groupId }) => groupId ?? []))];
    const left = new Map(await this.places.left(tx, siteId, groups));
    return applications.filter(({ groupId }) => {
      const places = left.get(groupId ?? '') ?? Infinity;
      left.set(groupId ?? '', places - 1);
      return places > 0;
    });
  }

  // What a status always brings with it.
  private async arrive(
    tx: Tx,
    applications: readonly Application[],
    columns: Changes & Pick<Application, 'status'>,
  ): Promise<Application[]> {
    if (columns.status === 'approved') {
      return this.becomeMembers(tx, applications, columns);
    }
    const { siteId, ids } = named(applications);
    await this.applications.change(tx, siteId, ids, columns);
    if (columns.status === 'not_approved') {
      await this.claims.free(tx, siteId, ids);
      await this.mails.withdraw(tx, siteId, ids);
    }
    return applications.map((application) => ({ ...application, ...columns }));
  }

  // The one place where applications become members, whoever approved them; each has a place: see withPlace. The password hash moves to the account,
  // so that there is one of it.
  private async becomeMembers(
    tx: Tx,
    applications: readonly Application[],
    columns: Changes & Pick<Application, 'status'>,
  ): Promise<Application[]> {
    const { siteId, ids } = named(applications);
    const approved = { ...columns, passwordHash: null };
    await this.accounts.execute(tx, applications.map(accountFor));
    await this.applications.change(tx, siteId, ids, approved);
    await this.tallies.approved(tx, applications);
    return applications.map((application) => ({ ...application, ...approved }));
  }

  private async record(tx: Tx, rows: ApplicationHistory[]): Promise<void> {
    await this.applications.addToHistory(tx, rows);
    this.metrics.count(tx, rows);
  }

  private historyRow<A extends Ended>(
    application: A,
    { event, from, to }: Step,
    { by, reasonFor, reasonKey = null, note = null }: Move<A>,
  ): ApplicationHistory {
    return {
      siteId: application.siteId,
      applicationId: application.id,
      id: this.ids.next(),
      at: this.clock.now(),
      event,
      fromStatus: from,
      toStatus: to,
      actorKind: by.kind,
      actorId: by.id,
      reason: reasonFor?.(application) ?? null,
      reasonKey,
      note,
      requestId: by.requestId,
    };
  }
}

function named(applications: readonly Ended[]): { siteId: string; ids: readonly string[] } {
  return { siteId: applications[0]?.siteId ?? '', ids: applications.map(({ id }) => id) };
}

function accountFor({ id: applicationId, passwordHash, ...applicant }: Application): NewAccount {
  const { siteId, name, loginId, loginIdKey, email, emailKey, groupId } = applicant;
  if (passwordHash === null) {
    throw new Error(`Application ${applicationId} has no password to open an account with.`);
  }
  return { siteId, applicationId, name, loginId, loginIdKey, email, emailKey, groupId, passwordHash };
}
