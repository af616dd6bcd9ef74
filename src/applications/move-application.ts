import { Injectable } from '@nestjs/common';
import { GroupFull, GroupPlaces, OpenAccount } from '../accounts';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { SignupTallies } from '../signup-urls';
import { type Actor } from './actor';
import { ApplicantMails } from './applicant-mails';
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
  readonly reason?: string | null;
  readonly changes?: Changes;
}

/**
 * Moves applications along their life-cycle: the only place where a status is
 * assigned. Each move writes its history row and has the effects that its
 * destination always has; whom to write to is for the use-case to say.
 *
 * The application must have been locked in the same transaction.
 */
@Injectable()
export class MoveApplication {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly claims: ClaimStore,
    private readonly account: OpenAccount,
    private readonly places: GroupPlaces,
    private readonly tallies: SignupTallies,
    private readonly mails: ApplicantMails,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** A new application begins its life. */
  async begin(tx: Tx, application: Application, by: Actor): Promise<void> {
    await this.applications.add(tx, application);
    await this.record(tx, application, { event: 'apply', from: null, to: application.status }, { by });
    await this.tallies.applied(tx, [application]);
  }

  /** Throws `transition-not-allowed`, and `group-full` where a member has no place. */
  async move(tx: Tx, application: Application, event: MovingEvent, move: Move): Promise<Application> {
    const moved = { ...application, ...move.changes, status: nextStatus(application.status, event) };
    await this.record(tx, application, { event, from: application.status, to: moved.status }, move);
    if (moved.status === 'approved') {
      return this.becomeMember(tx, moved);
    }
    await this.applications.save(tx, moved);
    if (moved.status === 'not_approved') {
      await this.claims.free(tx, moved.siteId, moved.id);
      await this.mails.withdraw(tx, moved);
    }
    return moved;
  }

  /** Ends the application: it is deleted with its claims and its mails. Throws `transition-not-allowed`. */
  async end(tx: Tx, application: Application, event: EndingEvent, by: Actor): Promise<void> {
    const to = destinationOf(application.status, event);
    await this.mails.forget(tx, application);
    await this.applications.remove(tx, application.siteId, application.id);
    await this.record(tx, application, { event, from: application.status, to }, { by });
    if (event === 'replace') {
      await this.tallies.replaced(tx, [application]);
    }
  }

  /** Whether the application's group has a place for one more member; nobody else takes it in this transaction. */
  async hasPlace(tx: Tx, { siteId, groupId }: Application): Promise<boolean> {
    const places = await this.places.left(tx, siteId, groupId === null ? [] : [groupId]);
    return groupId === null || (places.get(groupId) ?? Infinity) > 0;
  }

  // The password hash moves to the account, so that there is one of it.
  private async becomeMember(tx: Tx, approved: Application): Promise<Application> {
    const { siteId, id: applicationId, name, loginId, loginIdKey, email, emailKey, groupId, passwordHash } = approved;
    if (passwordHash === null) {
      throw new Error(`Application ${applicationId} has no password to open an account with.`);
    }
    if (!(await this.hasPlace(tx, approved))) {
      throw new GroupFull();
    }
    await this.account.execute(tx, { siteId, applicationId, name, loginId, loginIdKey, email, emailKey, groupId, passwordHash });
    const member = { ...approved, passwordHash: null };
    await this.applications.save(tx, member);
    await this.tallies.approved(tx, [member]);
    return member;
  }

  private record(
    tx: Tx,
    { siteId, id }: Application,
    { event, from, to }: { event: ApplicationEvent | 'apply'; from: Application['status'] | null; to: Destination },
    { by, reason = null }: Pick<Move, 'by' | 'reason'>,
  ): Promise<unknown> {
    return this.applications.addToHistory(tx, {
      siteId,
      applicationId: id,
      id: this.ids.next(),
      at: this.clock.now(),
      event,
      fromStatus: from,
      toStatus: to,
      actorKind: by.kind,
      actorId: by.id,
      reason,
      requestId: by.requestId,
    });
  }
}
