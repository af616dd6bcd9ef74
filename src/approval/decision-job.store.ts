import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThanOrEqual } from 'typeorm';
import { findLocked } from '../platform/database/locks';
import { type Tx } from '../platform/database/transactions';
import { DecisionJob } from './decision-job.entity';
import { DecisionResult } from './decision-result.entity';

type Progress = Partial<Omit<DecisionJob, 'siteId' | 'id' | 'fence'>>;

@Injectable()
export class DecisionJobStore {
  constructor(private readonly dataSource: DataSource) {}

  add(tx: Tx, job: DecisionJob): Promise<unknown> {
    return tx.insert(DecisionJob, { ...job });
  }

  findLocked(tx: Tx, siteId: string, id: string): Promise<DecisionJob | null> {
    return findLocked(tx, DecisionJob, { siteId, id });
  }

  /** The job that has been due longest at `now`: one that waits, or one whose worker died (its lease is over). */
  nextDue(now: Date): Promise<DecisionJob | null> {
    return this.dataSource.manager.findOne(DecisionJob, {
      where: { state: In(['queued', 'running']), dueAt: LessThanOrEqual(now) },
      order: { dueAt: 'ASC' },
    });
  }

  /** Takes `job` for one worker until `leaseUntil`; null when another was faster. */
  async claim(tx: Tx, job: DecisionJob, leaseUntil: Date): Promise<DecisionJob | null> {
    const { siteId, id, state, fence } = job;
    const claim = { state: 'running', fence: fence + 1, dueAt: leaseUntil } as const;
    const { affected } = await tx.update(DecisionJob, { siteId, id, state, fence, dueAt: LessThanOrEqual(job.dueAt) }, claim);
    return affected === 1 ? { ...job, ...claim } : null;
  }

  /** Writes how far the worker of this claim has got; false, and nothing, when the job was cancelled or has passed to another. */
  async moveOn(tx: Tx, { siteId, id, fence }: DecisionJob, progress: Progress): Promise<boolean> {
    const { affected } = await tx.update(DecisionJob, { siteId, id, fence, state: 'running' }, progress);
    return affected === 1;
  }

  /** Stops it, whoever works on it: the batch under way will find that it cannot move on. */
  async cancel(tx: Tx, { siteId, id }: DecisionJob, finishedAt: Date): Promise<void> {
    await tx.update(DecisionJob, { siteId, id }, { state: 'cancelled', finishedAt });
  }

  addResults(tx: Tx, results: DecisionResult[]): Promise<unknown> {
    return tx.insert(DecisionResult, results);
  }
}
