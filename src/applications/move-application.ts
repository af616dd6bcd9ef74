import { Injectable } from '@nestjs/common';
import { GroupPlaces, type NewAccount, OpenAccount } from '../accounts';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { SignupTallies } from '../signup-urls';
import { type Actor } from './actor';
import { ApplicantMails } from './applicant-mails';
import { type ApplicationHistory } from './application-history.entity';
import { type Application } from './application.entity';
import { ApplicationStore } from './application.store';
import { ClaimStore } from './claim.store';
import {
  type ApplicationEvent,
  destinationOf,
  type Destination,
  type EndingEvent,
  type MovingEvent,
  nextStatus,
} from './domain/application-lifecycle';

/** What changes on the application along with its status. */
type Changes = Partial<Omit<Application, 'siteId' | 'id' | 'status'>>;

interface Move {
  readonly by: Actor;
  readonly changes?: Changes;
  /** Why, in words that its applicant understands. */
  readonly reasonFor?: (application: Application) => string | null;
  /** Which reason of the site's catalogue that is. */
  readonly reasonKey?: string | null;
  /** For colleagues only. */
  readonly note?: string | null;
}

interface Step {
  readonly event: ApplicationEvent | 'apply';
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
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** A new application begins its life. */
  async begin(tx: Tx, application: Application, by: Actor): Promise<void> {
    await this.applications.add(tx, application);
    const row = this.historyRow(application, { event: 'apply', from: null, to: application.status }, { by });
    await this.applications.addToHistory(tx, [row]);
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
    await this.applications.addToHistory(tx, rows);
    const moved: Application[] = [];
    for (const to of new Set(steps.map((step) => step.to))) {
      const arriving = steps.filter((step) => step.to === to).map(({ application }) => application);
      moved.push(...(await this.arrive(tx, arriving, { ...move.changes, status: to })));
    }
    return moved;
  }

  /** Ends the application: see {@link endMany}. Throws `transition-not-allowed`. */
  end(tx: Tx, application: Application, event: EndingEvent, by: Actor): Promise<void> {
    return this.endMany(tx, [application], event, by);
  }

  /**
   * Ends applications of one site: they are deleted with their claims and their mails, and what reviewers wrote about them in their
   * history. Throws `transition-not-allowed`.
   */
  async endMany(tx: Tx, applications: readonly Application[], event: EndingEvent, by: Actor): Promise<void> {
    if (applications.length === 0) {
      return;
    }
    const rows = applications.map((application) => {
      const to = destinationOf(application.status, event);
      return this.historyRow(application, { event, from: application.status, to }, { by });
    });
    const { siteId, ids } = named(applications);
    await this.mails.forget(tx, siteId, ids);
    await this.applications.remove(tx, siteId, ids);
    await this.forgetWords(tx, applications);
    await this.applications.addToHistory(tx, rows);
    if (event === 'replace') {
      await this.tallies.replaced(tx, applications);
    }
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

  // Reasons and notes are written freely, and may say anything of the applicant. Before a decision there are none.
  private async forgetWords(tx: Tx, applications: readonly Application[]): Promise<void> {
    const decided = applications.filter(({ decidedAt }) => decidedAt !== null);
    if (decided.length > 0) {
      const { siteId, ids } = named(decided);
      await this.applications.forgetWords(tx, siteId, ids);
    }
  }

  private historyRow(
    application: Application,
    { event, from, to }: Step,
    { by, reasonFor, reasonKey = null, note = null }: Move,
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

function named(applications: readonly Application[]): { siteId: string; ids: readonly string[] } {
  return { siteId: applications[0]?.siteId ?? '', ids: applications.map(({ id }) => id) };
}

function accountFor({ id: applicationId, passwordHash, ...applicant }: Application): NewAccount {
  const { siteId, name, loginId, loginIdKey, email, emailKey, groupId } = applicant;
  if (passwordHash === null) {
    throw new Error(`Application ${applicationId} has no password to open an account with.`);
  }
  return { siteId, applicationId, name, loginId, loginIdKey, email, emailKey, groupId, passwordHash };
}
