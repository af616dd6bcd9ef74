import { Injectable } from '@nestjs/common';
import { purgeExpired } from '../../platform/database/purge-expired';
import { type Tx } from '../../platform/database/transactions';
import { MemberSession } from './member-session.entity';

/** Deletes sessions of members that have expired. */
@Injectable()
export class PurgeMemberSessions {
  /** Up to `most` that expired at `until` or earlier, the oldest first; answers how many. */
  execute(tx: Tx, until: Date, most: number): Promise<number> {
    return purgeExpired(tx, { table: 'member_sessions', entity: MemberSession, until, most });
  }
}
