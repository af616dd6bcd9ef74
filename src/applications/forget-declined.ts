import { Injectable } from '@nestjs/common';
import { byIndex } from '../platform/database/index-hints';
import { type Tx } from '../platform/database/transactions';
import { byTheService } from './actor';
import { ApplicationStore } from './application.store';
import { isDeclinedUntil } from './domain/declined-long-ago';
import { MoveApplication } from './move-application';

/**
 * Forgets what was declined long ago, by the life-cycle's own rule: who
 * reconsiders an application at the same moment is first, or finds none.
 */
@Injectable()
export class ForgetDeclined {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly moves: MoveApplication,
  ) {}

  /** Ends up to `most` applications of the site that were declined at `until` or earlier, oldest first; answers how many. */
  async execute(tx: Tx, siteId: string, until: Date, most: number): Promise<number> {
    const ids = await this.idsOf(tx, siteId, until, most);
    const locked = ids.length === 0 ? [] : await this.applications.findAllLocked(tx, siteId, ids);
    const due = locked.filter((application) => isDeclinedUntil(application, until));
    await this.moves.endMany(tx, due, 'forget', byTheService);
    return due.length;
  }

  // Not locked here: applications are locked in the order of their ids, as by everybody else.
  private async idsOf(tx: Tx, siteId: string, until: Date, most: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM applications ${byIndex(tx, 'ix_applications_decided')}
       WHERE siteId = ? AND status = 'not_approved' AND decidedAt <= ? ORDER BY decidedAt LIMIT ${most}`,
      [siteId, until],
    );
    return rows.map(({ id }) => id);
  }
}
