import { Injectable } from '@nestjs/common';
import { type SiteAccess } from '../platform/access/staff-access';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { changesBetween, deskStaff, SiteHistory } from '../site-history';
import { DecisionJobReadModel, type JobView } from './decision-job.read-model';
import { DecisionJobStore } from './decision-job.store';
import { DecisionJobNotFound } from './domain/approval.errors';
import { isOver } from './domain/decision-job';
import { told } from './domain/outcome';

/** Somebody stops a job. What it has decided stays decided; once this is answered, nothing more is. */
@Injectable()
export class CancelDecisionJob {
  constructor(
    private readonly jobs: DecisionJobStore,
    private readonly readModel: DecisionJobReadModel,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `decision-job-not-found`. A job that is over stays as it is. */
  async execute(access: SiteAccess, id: string): Promise<JobView> {
    const { siteId } = access;
    await this.transactions.run(async (tx) => {
      const job = await this.jobs.findLocked(tx, siteId, id);
      if (job === null) {
        throw new DecisionJobNotFound();
      }
      if (!isOver(job.state)) {
        await this.jobs.cancel(tx, job, this.clock.now());
        const about = { siteId, subject: 'decision', aboutId: id } as const;
        const changes = changesBetween({}, { done: job.done, ...told(job.summary) });
        await this.history.record(tx, { ...about, event: 'cancel-many', by: deskStaff(access), changes });
      }
    });
    return this.readModel.get(siteId, id);
  }
}
