import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { byIndex } from '../platform/database/index-hints';
import { type Tx } from '../platform/database/transactions';
import { DecisionJob } from './decision-job.entity';
import { DecisionResult } from './decision-result.entity';

type JobKey = Pick<DecisionJob, 'siteId' | 'id'>;

/** Deletes decisions on many that are over: what became of each application, and at last the job. One that goes on stays, however old. */
@Injectable()
export class PurgeDecisionJobs {
  /** Up to `most` rows of the job that ended longest ago, at `until` or earlier; answers how many. */
  async execute(tx: Tx, until: Date, most: number): Promise<number> {
    const [job] = await tx.query<JobKey[]>(
      `SELECT siteId, id FROM decision_jobs ${byIndex(tx, 'ix_decision_jobs_finished')}
       WHERE finishedAt <= ? ORDER BY finishedAt LIMIT 1`,
      [until],
    );
    if (job === undefined) {
      return 0;
    }
    const results = await this.deleteResults(tx, job, most);
    if (results === most) {
      return results;
    }
    await tx.delete(DecisionJob, { siteId: job.siteId, id: job.id });
    return results + 1;
  }

  private async deleteResults(tx: Tx, { siteId, id: jobId }: JobKey, most: number): Promise<number> {
    const rows = await tx.query<{ applicationId: string }[]>(
      `SELECT applicationId FROM decision_results ${byIndex(tx, 'PRIMARY')} WHERE siteId = ? AND jobId = ? ORDER BY applicationId LIMIT ${most}`,
      [siteId, jobId],
    );
    if (rows.length > 0) {
      await tx.delete(DecisionResult, { siteId, jobId, applicationId: In(rows.map(({ applicationId }) => applicationId)) });
    }
    return rows.length;
  }
}
