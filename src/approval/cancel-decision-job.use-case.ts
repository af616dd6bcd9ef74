import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { Transactions } from '../platform/database/transactions';
import { DecisionJobReadModel, type JobView } from './decision-job.read-model';
import { DecisionJobStore } from './decision-job.store';
import { DecisionJobNotFound } from './domain/approval.errors';
import { isOver } from './domain/decision-job';

/** Somebody stops a job. What it has decided stays decided; once this is answered, nothing more is. */
@Injectable()
export class CancelDecisionJob {
  constructor(
    private readonly jobs: DecisionJobStore,
    private readonly readModel: DecisionJobReadModel,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `decision-job-not-found`. A job that is over stays as it is. */
  async execute(siteId: string, id: string): Promise<JobView> {
    await this.transactions.run(async (tx) => {
      const job = await this.jobs.findLocked(tx, siteId, id);
      if (job === null) {
        throw new DecisionJobNotFound();
      }
      if (!isOver(job.state)) {
        await this.jobs.cancel(tx, job, this.clock.now());
      }
    });
    return this.readModel.get(siteId, id);
  }
}
