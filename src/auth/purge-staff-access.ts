import { Injectable } from '@nestjs/common';
import { purgeExpired } from '../platform/database/purge-expired';
import { type Tx } from '../platform/database/transactions';
import { StaffLink } from './passwords/staff-link.entity';
import { StaffSession } from './sessions/staff-session.entity';

/** Deletes what gave members of staff access once, and has expired: sessions, and links to choose a password with. */
@Injectable()
export class PurgeStaffAccess {
  /** Up to `most` of each that expired at `until` or earlier, the oldest first; answers how many. */
  async execute(tx: Tx, until: Date, most: number): Promise<number> {
    const sessions = await purgeExpired(tx, { table: 'staff_sessions', entity: StaffSession, until, most });
    const links = await purgeExpired(tx, { table: 'staff_links', entity: StaffLink, until, most });
    return sessions + links;
  }
}
