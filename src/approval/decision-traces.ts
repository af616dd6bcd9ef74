import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Idempotency } from '../idempotency';
import { findAllLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { DecisionJob } from './decision-job.entity';
import { DecisionResult } from './decision-result.entity';
import { isOver } from './domain/decision-job';

/** What decisions on many leave behind about the applications they were on. */
@Injectable()
export class DecisionTraces {
  constructor(private readonly idempotency: Idempotency) {}

  /**
   * The words of finished jobs that decided on one of these applications are
   * gone: reason, note, and what was searched for, any of which may name
   * somebody. The others of the job have reason and note in their own histories.
   * What became of each application stays: it is ids and outcomes.
   */
  async forgetWords(tx: Tx, siteId: string, applicationIds: readonly string[]): Promise<void> {
    const results = await tx.find(DecisionResult, {
      select: { siteId: true, jobId: true, applicationId: true },
      where: { siteId, applicationId: In([...applicationIds]) },
    });
    const jobIds = [...new Set(results.map(({ jobId }) => jobId))];
    if (jobIds.length === 0) {
      return;
    }
    const jobs = await findAllLocked(tx, DecisionJob, { siteId, id: In(jobIds) }, { id: 'ASC' });
    const finished = jobs.filter(({ state }) => isOver(state));
    for (const { id, decision } of finished) {
      await tx.update(
        DecisionJob,
        { siteId, id },
        { decision: { ...decision, reason: null, note: null }, selection: { ids: [] } },
      );
    }
    await this.idempotency.forgetAbout(
      tx,
      siteId,
      finished.map(({ id }) => id),
    );
  }
}
