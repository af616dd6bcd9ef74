import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, LessThan } from 'typeorm';
import { byIndex } from '../platform/database/index-hints';
import { type Tx } from '../platform/database/transactions';
import { type CleanupOutcome, CleanupRun } from './cleanup-run.entity';

type RunKey = Pick<CleanupRun, 'siteId' | 'id'>;

@Injectable()
export class CleanupRunStore {
  constructor(private readonly dataSource: DataSource) {}

  add(tx: Tx, run: CleanupRun): Promise<unknown> {
    return tx.insert(CleanupRun, run);
  }

  /** Those of the site that are not over, oldest first: what a person asked for, or what was interrupted. */
  unended(siteId: string): Promise<CleanupRun[]> {
    return this.dataSource.manager.find(CleanupRun, { where: { siteId, endedAt: IsNull() }, order: { id: 'ASC' } });
  }

  /** So many more have been removed. */
  async count(tx: Tx, { siteId, id }: RunKey, removed: number): Promise<void> {
    await tx.update(CleanupRun, { siteId, id }, { removed: () => `removed + ${removed}` });
  }

  async end(tx: Tx, siteId: string, ids: readonly string[], ending: { endedAt: Date; outcome: CleanupOutcome }): Promise<void> {
    await tx.update(CleanupRun, { siteId, id: In([...ids]), endedAt: IsNull() }, ending);
  }

  /** It never began after all, unless another run has seen to it meanwhile. */
  async forget(tx: Tx, { siteId, id }: RunKey): Promise<void> {
    await tx.delete(CleanupRun, { siteId, id, removed: 0, endedAt: IsNull() });
  }

  /** Deletes the reports of a site on runs that ended before `moment`. */
  async forgetBefore(tx: Tx, siteId: string, moment: Date): Promise<void> {
    await tx.delete(CleanupRun, { siteId, endedAt: LessThan(moment) });
  }

  /** The sites that have a run which is not over. */
  async sitesWithUnended(): Promise<string[]> {
    const { manager } = this.dataSource;
    const rows = await manager.query<{ siteId: string }[]>(
      `SELECT DISTINCT siteId FROM cleanup_runs ${byIndex(manager, 'ix_cleanup_runs_ended_at')} WHERE endedAt IS NULL`,
    );
    return rows.map(({ siteId }) => siteId);
  }
}
