import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { later } from '../platform/clock/clock';
import { through } from '../platform/database/index-hints';
import { forUpdateUnlessLocked } from '../platform/database/locks';
import { momentOf } from '../platform/database/raw-sql';
import { type Tx } from '../platform/database/transactions';
import { idAt } from '../platform/ids/id-at';
import { type Application } from './application.entity';
import { FIRST_STATUS } from './domain/application-lifecycle';
import { momentIn } from './domain/search-keys';

const INDEX = 'ix_applications_status';

type Unactivated = Pick<Application, 'siteId' | 'id' | 'status' | 'appliedAt'>;

/**
 * The applications of a site that nobody has activated, by when they were sent.
 * The order of ids is the order of application, so that one index answers
 * everything here without looking at anything else.
 */
@Injectable()
export class UnactivatedApplications {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The oldest `size` of those sent at `sentUntil` or before, behind the id `after`, locked until the transaction ends. What somebody is at
   * in this moment, activating it for example, is left out.
   */
  async lock(tx: Tx, siteId: string, sentUntil: Date, { after, size }: { after: string; size: number }): Promise<Unactivated[]> {
    const rows = await tx.query<(Omit<Unactivated, 'appliedAt'> & { appliedAt: Date | string })[]>(
      `SELECT siteId, id, status, appliedAt FROM ${through(this.dataSource, 'applications', INDEX)}
       WHERE siteId = ? AND status = ? AND id > ? AND id < ? ORDER BY id LIMIT ${size} ${forUpdateUnlessLocked(tx)}`,
      [siteId, FIRST_STATUS, after, idBehind(sentUntil)],
    );
    return rows.map((row) => ({ ...row, appliedAt: momentOf(row.appliedAt) }));
  }

  /** How many were sent at `sentUntil` or before; counted up to `most`. */
  async count(siteId: string, sentUntil: Date, most: number): Promise<number> {
    const [row] = await this.dataSource.query<{ total: number | string }[]>(
      `SELECT COUNT(*) AS total FROM (
         SELECT id FROM ${through(this.dataSource, 'applications', INDEX)} WHERE siteId = ? AND status = ? AND id < ? LIMIT ${most}
       ) AS unactivated`,
      [siteId, FIRST_STATUS, idBehind(sentUntil)],
    );
    return Number(row?.total ?? 0);
  }

  /** When the oldest one was sent; null when there is none. */
  async oldest(siteId: string): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM ${through(this.dataSource, 'applications', INDEX)} WHERE siteId = ? AND status = ? ORDER BY id LIMIT 1`,
      [siteId, FIRST_STATUS],
    );
    return row === undefined ? null : momentIn(row.id);
  }
}

/** What sorts behind every id made at that moment. */
const idBehind = (moment: Date): string => idAt(later(moment, 1));
