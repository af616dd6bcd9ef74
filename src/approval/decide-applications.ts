import { Injectable } from '@nestjs/common';
import { ApplicantMails, type Application, ApplicationStore, type Claim, ClaimStore, MoveApplication } from '../applications';
import { Clock } from '../platform/clock/clock';
import { type Tx } from '../platform/database/transactions';
import { type DecisionOrder } from './decision-orders';
import { judge } from './domain/decision';
import { DONE, type Outcome } from './domain/outcome';
import { reasonText } from './domain/reason';

/** What became of one application. */
export interface Decided {
  readonly id: string;
  readonly outcome: Outcome;
  /** As it is now; null when there is none of that id. */
  readonly application: Application | null;
}

/**
 * Carries out one decision on any number of applications of a site: one, or a
 * batch. All of it is in the caller's transaction, and takes the same few
 * statements however many they are.
 *
 * The rows are locked first: of two reviewers deciding at once the second is
 * told who was first, and no second letter goes out. Letters are posted later;
 * a mail server that is down undoes no decision. Who has never confirmed the
 * address is not written to: it may be somebody else's.
 */
@Injectable()
export class DecideApplications {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly claims: ClaimStore,
    private readonly moves: MoveApplication,
    private readonly mails: ApplicantMails,
    private readonly clock: Clock,
  ) {}

  /** What became of each of `ids`, in their order. */
  async execute(tx: Tx, order: DecisionOrder, ids: readonly string[]): Promise<Decided[]> {
    const { applications: found, held } = await this.locked(tx, order, ids);
    const outcomes = new Map(ids.map((id): [string, Decided] => [id, { id, outcome: 'not_found', application: null }]));
    const note = (outcome: Outcome, applications: readonly Application[]): void => {
      applications.forEach((application) => outcomes.set(application.id, { id: application.id, outcome, application }));
    };
    const judged = (verdict: ReturnType<typeof judge>): Application[] =>
      found.filter((application) => judge(order.decision, application) === verdict);
    note('repeated', judged('repeat'));
    note('already_decided', judged('already_decided'));
    note('not_activated', judged('not_activated'));
    const due = judged('decide');
    const placed = order.decision.kind === 'approve' ? await this.moves.withPlace(tx, due) : due;
    note(
      'group_full',
      due.filter((application) => !placed.includes(application)),
    );
    const { possible, refused } = await this.possibleAmong(tx, placed, held, order);
    note('claims_taken', refused);
    note(DONE[order.decision.kind], await this.carryOut(tx, possible, order));
    return [...outcomes.values()];
  }

  // Who else has their login IDs and addresses matters only to those that gave them up.
  private async locked(
    tx: Tx,
    { decision, site }: DecisionOrder,
    ids: readonly string[],
  ): Promise<{ applications: readonly Application[]; held: readonly Claim[] }> {
    return decision.reconsider
      ? this.applications.findAllLockedWithClaims(tx, site.id, ids)
      : { applications: await this.applications.findAllLocked(tx, site.id, ids), held: [] };
  }

  // What was declined gave up its login ID and address: reconsidering it needs them again.
  private async possibleAmong(
    tx: Tx,
    due: readonly Application[],
    held: readonly Claim[],
    { decision, site }: DecisionOrder,
  ): Promise<{ possible: readonly Application[]; refused: readonly Application[] }> {
    const declined = due.filter(({ status }) => decision.kind === 'approve' && status === 'not_approved');
    if (declined.length === 0) {
      return { possible: due, refused: [] };
    }
    const granted = await this.claims.claimForAll(tx, site.id, declined, held);
    const refused = declined.filter(({ id }) => !granted.has(id));
    return { possible: due.filter((application) => !refused.includes(application)), refused };
  }

  private async carryOut(tx: Tx, applications: readonly Application[], order: DecisionOrder): Promise<Application[]> {
    const { decision, by, site, settings } = order;
    const reasonFor = ({ locale }: Application): string | null => reasonText(decision.reason, locale, settings.locale);
    const decided = await this.moves.moveMany(tx, applications, decision.kind, {
      by,
      changes: { decidedAt: this.clock.now(), decidedById: by.id },
      reasonFor,
      reasonKey: decision.reason?.key ?? null,
      note: decision.note,
    });
    if (decision.notifyByEmail) {
      const reachable = decided.filter(({ activatedAt }) => activatedAt !== null);
      await (decision.kind === 'approve'
        ? this.mails.approved(tx, reachable, site, settings.logInUrl)
        : this.mails.notApproved(tx, reachable, site, reasonFor));
    }
    return decided;
  }
}
