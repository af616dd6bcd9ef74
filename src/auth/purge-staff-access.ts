import { Injectable } from '@nestjs/common';
import { type EntityTarget, In, LessThanOrEqual } from 'typeorm';
import { byIndex } from '../platform/database/index-hints';
import { type Tx } from '../platform/database/transactions';
import { StaffLink } from './passwords/staff-link.entity';
import { StaffSession } from './sessions/staff-session.entity';

/** Deletes what gave members of staff access once, and has expired: sessions, and links to choose a password with. */
@Injectable()
export class PurgeStaffAccess {
  /** Up to `most` of each that expired at `until` or earlier, the oldest first; answers how many. */
  async execute(tx: Tx, until: Date, most: number): Promise<number> {
    const sessions = await this.purge(tx, { table: 'staff_sessions', entity: StaffSession, until, most });
    const links = await this.purge(tx, { table: 'staff_links', entity: StaffLink, until, most });
    return sessions + links;
  }

  private async purge(
    tx: Tx,
    { table, entity, until, most }: { table: string; entity: EntityTarget<StaffSession | StaffLink>; until: Date; most: number },
  ): Promise<number> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM ${table} ${byIndex(tx, `ix_${table}_expires_at`)} WHERE expiresAt <= ? ORDER BY expiresAt LIMIT ${most}`,
      [until],
    );
    if (rows.length === 0) {
      return 0;
    }
    // On condition: whoever refreshes a session at this moment keeps it.
    const { affected } = await tx.delete(entity, { id: In(rows.map(({ id }) => id)), expiresAt: LessThanOrEqual(until) });
    return affected ?? 0;
  }
}
