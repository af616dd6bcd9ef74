import { Injectable } from '@nestjs/common';
import { GroupFull } from '../accounts';
import { ApplicationNotFound, ApplicationReadModel, type ApplicationView } from '../applications';
import { type Complete, Idempotency } from '../idempotency';
import { type SiteAccess } from '../platform/access/staff-access';
import { Transactions, type Tx } from '../platform/database/transactions';
import { type DomainError } from '../platform/problem/domain-error';
import { deskStaff, SiteHistory } from '../site-history';
import { DecideApplications, type Decided } from './decide-applications';
import { type DecisionOrder, DecisionOrders } from './decision-orders';
import { decisionTold } from './decision-told';
import { AlreadyDecided, ApplicationNotActivated, ClaimsTaken } from './domain/approval.errors';
import { DONE, type Outcome } from './domain/outcome';
import { type DecisionWish } from './domain/wish';

/** A reviewer says yes or no to one application. */
@Injectable()
export class DecideApplication {
  constructor(
    private readonly orders: DecisionOrders,
    private readonly decide: DecideApplications,
    private readonly readModel: ApplicationReadModel,
    private readonly history: SiteHistory,
    private readonly idempotency: Idempotency,
    private readonly transactions: Transactions,
  ) {}

  /**
   * The same decision again changes nothing, and gets the same answer.
   *
   * Throws `application-not-found`, `already-decided`, `validation-failed`, `idempotency-key-in-use`,
   * `idempotency-key-reused`; for an approval `application-not-activated`, `group-full`, and `claims-taken` when a declined one is
   * reconsidered too late.
   */
  execute(access: SiteAccess, id: string, wish: DecisionWish, key: string | undefined): Promise<ApplicationView> {
    const request = { siteId: access.siteId, scope: `decide:${access.staffId}`, key, body: { id, ...wish } };
    return this.idempotency.run(request, async (complete: Complete<ApplicationView>) => {
      const order = await this.orders.of(access, wish);
      return this.transactions.run(async (tx) => {
        const [decided] = await this.decide.execute(tx, order, [id]);
        const view = await this.viewOf(tx, decided);
        await this.record(tx, access, order, decided);
        await keep(tx, complete, view);
        return view;
      });
    });
  }

  // What was decided already is not decided again.
  private async record(tx: Tx, access: SiteAccess, { decision }: DecisionOrder, decided: Decided | undefined): Promise<void> {
    if (decided?.outcome === DONE[decision.kind]) {
      const about = { siteId: access.siteId, subject: 'decision', aboutId: decided.id } as const;
      const changes = decisionTold(decision);
      await this.history.record(tx, { ...about, event: decision.kind, by: deskStaff(access), changes });
    }
  }

  private async viewOf(tx: Tx, decided: Decided | undefined): Promise<ApplicationView> {
    if (decided === undefined || decided.application === null) {
      throw new ApplicationNotFound();
    }
    const view = await this.readModel.view(decided.application, tx);
    const refusal = REFUSALS[decided.outcome]?.(view);
    if (refusal !== undefined) {
      throw refusal;
    }
    return view;
  }
}

// What is kept to answer a repetition with is a copy more: without the password, and without what is long and not answered.
function keep(tx: Tx, complete: Complete<ApplicationView>, view: ApplicationView): Promise<void> {
  const { application } = view;
  return complete(tx, { ...view, application: { ...application, passwordHash: null, answers: '{}' } }, application.id);
}

/** What a reviewer is told in place of an answer. */
const REFUSALS: Readonly<Record<Outcome, ((view: ApplicationView) => DomainError) | null>> = {
  approved: null,
  declined: null,
  repeated: null,
  not_found: () => new ApplicationNotFound(),
  already_decided: ({ application, decidedBy }) => new AlreadyDecided({ ...application, decidedBy }),
  not_activated: () => new ApplicationNotActivated(),
  claims_taken: () => new ClaimsTaken(),
  group_full: () => new GroupFull(),
};
