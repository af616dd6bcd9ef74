import { Injectable } from '@nestjs/common';
import { byIndex } from '../platform/database/index-hints';
import { places } from '../platform/database/raw-sql';
import { type Tx } from '../platform/database/transactions';
import { ApplicationHistory } from './application-history.entity';

const APPLICATIONS_AT_ONCE = 100;

/** Deletes the history of applications that are gone. That of an application there is stays with it. */
@Injectable()
export class PurgeApplicationHistory {
  /** Up to `most` rows about applications of the site that ended at `until` or earlier, first ended first; answers how many. */
  async execute(tx: Tx, siteId: string, until: Date, most: number): Promise<number> {
    const ended = await this.endedApplications(tx, siteId, until);
    if (ended.length === 0) {
      return 0;
    }
    // The row of the end goes last: by it the rest is found, should it be more than `most`.
    const rows = await tx.query<{ applicationId: string; id: string }[]>(
      `SELECT applicationId, id FROM application_history ${byIndex(tx, 'PRIMARY')}
       WHERE siteId = ? AND applicationId IN (${places(ended)}) ORDER BY toStatus = 'deleted', applicationId, id LIMIT ${most}`,
      [siteId, ...ended],
    );
    await tx.delete(
      ApplicationHistory,
      rows.map(({ applicationId, id }) => ({ siteId, applicationId, id })),
    );
    return rows.length;
  }

  private async endedApplications(tx: Tx, siteId: string, until: Date): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT ended.applicationId AS id FROM application_history AS ended ${byIndex(tx, 'ix_application_history_ended')}
       WHERE ended.siteId = ? AND ended.toStatus = 'deleted' AND ended.at <= ?
         AND NOT EXISTS (SELECT 1 FROM applications AS living WHERE living.siteId = ended.siteId AND living.id = ended.applicationId)
       ORDER BY ended.at LIMIT ${APPLICATIONS_AT_ONCE}`,
      [siteId, until],
    );
    return rows.map(({ id }) => id);
  }
}
