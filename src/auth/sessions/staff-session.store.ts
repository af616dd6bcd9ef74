import { Injectable } from '@nestjs/common';
import { DataSource, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { findLocked } from '../../platform/database/locks';
import { type Tx } from '../../platform/database/transactions';
import { StaffSession } from './staff-session.entity';

/** A person who logs in everywhere anew, and never out, ends the oldest session. */
const MOST_SESSIONS = 50;

@Injectable()
export class StaffSessionStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Adds a session, and takes away those of the person that are over. */
  async add(tx: Tx, session: StaffSession): Promise<void> {
    const { staffId } = session;
    await tx.delete(StaffSession, { staffId, expiresAt: LessThanOrEqual(session.createdAt) });
    const live = await tx.find(StaffSession, { select: { id: true }, where: { staffId }, order: { id: 'DESC' } });
    for (const { id } of live.slice(MOST_SESSIONS - 1)) {
      await tx.delete(StaffSession, { id });
    }
    await tx.insert(StaffSession, { ...session });
  }

  findLocked(tx: Tx, id: string): Promise<StaffSession | null> {
    return findLocked(tx, StaffSession, { id });
  }

  save(tx: Tx, { id, ...session }: StaffSession): Promise<unknown> {
    return tx.update(StaffSession, { id }, session);
  }

  /** Answers false when the person has no such session. */
  async end(tx: Tx, staffId: string, id: string): Promise<boolean> {
    return (await tx.delete(StaffSession, { staffId, id })).affected === 1;
  }

  /** Ends every session of the person, but `exceptId` where it is given. */
  async endAllOf(tx: Tx, staffId: string, exceptId?: string): Promise<void> {
    await tx.delete(StaffSession, { staffId, ...(exceptId !== undefined && { id: Not(exceptId) }) });
  }

  /** Those that are not over, newest first. */
  listOf(staffId: string, now: Date): Promise<StaffSession[]> {
    return this.dataSource.manager.find(StaffSession, { where: { staffId, expiresAt: MoreThan(now) }, order: { id: 'DESC' } });
  }
}
