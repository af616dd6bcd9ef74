import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { byIndex } from '../platform/database/index-hints';
import { type Tx } from '../platform/database/transactions';
import { idAt } from '../platform/ids/id-at';
import { Mail } from './mail.entity';

/** Deletes what is kept of mails that were sent or given up. What is still to be sent stays, however old. */
@Injectable()
export class PurgeMailRecords {
  /** Up to `most` of the site's that were handed in before `until`, oldest first; answers how many. */
  async execute(tx: Tx, siteId: string, until: Date, most: number): Promise<number> {
    // By the primary key: ids are in the order of handing in, and what waits is given up after two days.
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM mails ${byIndex(tx, 'PRIMARY')}
       WHERE siteId = ? AND id < ? AND state IN ('sent', 'failed') ORDER BY id LIMIT ${most}`,
      [siteId, idAt(until)],
    );
    if (rows.length > 0) {
      await tx.delete(Mail, { siteId, id: In(rows.map(({ id }) => id)) });
    }
    return rows.length;
  }
}
