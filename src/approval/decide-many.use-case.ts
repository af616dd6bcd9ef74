import { Injectable } from '@nestjs/common';
import { filtersTold } from '../applications';
import { type Complete, Idempotency } from '../idempotency';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { DomainError } from '../platform/problem/domain-error';
import { changesBetween, deskStaff, type Occurrence, SiteHistory } from '../site-history';
import { type DecisionJob } from './decision-job.entity';
import { DecisionJobReadModel, type JobView, type ResultView } from './decision-job.read-model';
import { DecisionJobRunner } from './decision-job-runner';
import { DecisionJobWorker } from './decision-job-worker';
import { DecisionJobStore } from './decision-job.store';
import { DecisionOrders } from './decision-orders';
import { DecisionSelector, type SelectionWish } from './decision-selector';
import { decisionTold } from './decision-told';
import { isOver, MOST_AT_ONCE } from './domain/decision-job';
import { NONE_YET } from './domain/outcome';
import { type DecisionWish } from './domain/wish';

/** `results` once all are decided; until then how far the job has got. */
export interface DecidedMany {
  readonly view: JobView;
  readonly results: readonly ResultView[] | null;
}

interface Begun {
  readonly isAtOnce: boolean;
  readonly view: JobView;
}

/**
 * A reviewer makes one decision on many applications, named or all that match
 * a filter. Up to 1,000 are decided while they wait. More are decided by and by,
 * as is what could not be finished at once because the service was stopped: in
 * either case there is a job, which any process can take up.
 */
@Injectable()
export class DecideMany {
  constructor(
    private readonly orders: DecisionOrders,
    private readonly selector: DecisionSelector,
    private readonly jobs: DecisionJobStore,
    private readonly readModel: DecisionJobReadModel,
    private readonly runner: DecisionJobRunner,
    private readonly worker: DecisionJobWorker,
    private readonly history: SiteHistory,
    private readonly idempotency: Idempotency,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `validation-failed`, `selection-changed`, `idempotency-key-in-use`, `idempotency-key-reused`. */
  async execute(access: SiteAccess, wish: DecisionWish, selection: SelectionWish, key: string | undefined): Promise<DecidedMany> {
    const { siteId, staffId } = access;
    const mine: DecisionJob[] = [];
    const request = { siteId, scope: `decide-many:${staffId}`, key, body: { ...wish, selection } };
    const { view, isAtOnce } = await this.idempotency.run(request, async (complete: Complete<Begun>) => {
      const job = await this.jobFor(access, wish, selection);
      mine.push(job);
      return this.begin(job, { access, selection }, complete);
    });
    if (!isAtOnce) {
      return { view, results: null };
    }
    await Promise.all(mine.map((job) => this.runner.run(job)));
    return this.answerOf(siteId, view.job.id, mine.length > 0);
  }

  private async jobFor(access: SiteAccess, wish: DecisionWish, wanted: SelectionWish): Promise<DecisionJob> {
    const { decision, settings } = await this.orders.of(access, wish);
    const { selection, total } = await this.selector.select(access.siteId, wanted, settings.timeZone);
    const createdAt = this.clock.now();
    // What is done at once is this process's from the beginning.
    const claim =
      'ids' in selection
        ? ({ state: 'running', fence: 1, dueAt: this.runner.leaseEnd() } as const)
        : ({ state: 'queued', fence: 0, dueAt: createdAt } as const);
    return {
      siteId: access.siteId,
      id: this.ids.next(),
      ...claim,
      decision,
      selection,
      total,
      done: 0,
      doneUpTo: '',
      summary: NONE_YET,
      failures: 0,
      createdAt,
      createdById: access.staffId,
      requestId: access.requestId,
      finishedAt: null,
    };
  }

  private async begin(
    job: DecisionJob,
    { access, selection }: { readonly access: SiteAccess; readonly selection: SelectionWish },
    complete: Complete<Begun>,
  ): Promise<Begun> {
    const begun = { isAtOnce: job.state === 'running', view: { job: withoutIds(job), createdBy: access.name } };
    const about = { siteId: job.siteId, subject: 'decision', aboutId: job.id } as const;
    await this.transactions.run(async (tx) => {
      await this.jobs.add(tx, job);
      await this.history.record(tx, { ...about, event: 'begin-many', by: deskStaff(access), changes: toldOf(job, selection) });
      await complete(tx, begun, job.id);
      this.transactions.onceCommitted(tx, () => {
        this.worker.wake();
      });
    });
    return begun;
  }

  private async answerOf(siteId: string, id: string, isMine: boolean): Promise<DecidedMany> {
    const view = await this.readModel.get(siteId, id);
    if (view.job.state === 'finished') {
      const { items } = await this.readModel.results(siteId, id, { limit: MOST_AT_ONCE, cursor: undefined });
      return { view, results: items };
    }
    if (!isMine && !isOver(view.job.state)) {
      throw new DomainError('idempotency-key-in-use', 'The first request with this key is still running. Ask again in a moment.');
    }
    return { view, results: null };
  }
}

function toldOf({ decision, total }: DecisionJob, { filter }: SelectionWish): NonNullable<Occurrence['changes']> {
  const filters = filter === undefined ? null : filtersTold(filter);
  return [...changesBetween({}, { decision: decision.kind, total, filters }), ...decisionTold(decision)];
}

// A thousand ids are no part of an answer that is kept to be repeated.
function withoutIds({ id, state, decision, total, done, summary, createdAt, finishedAt }: DecisionJob): JobView['job'] {
  return { id, state, decision, total, done, summary, createdAt, finishedAt };
}
