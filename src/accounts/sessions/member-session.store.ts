import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThanOrEqual, MoreThan } from 'typeorm';
import { findLocked } from '../../platform/database/locks';
import { type Tx } from '../../platform/database/transactions';
import { MemberSession } from './member-session.entity';

/** A member who logs in everywhere anew, and never out, ends the oldest session. */
const MOST_SESSIONS = 20;

@Injectable()
export class MemberSessionStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Adds a session, and takes away those of the member that are over. */
  async add(tx: Tx, session: MemberSession): Promise<void> {
    const { siteId, accountId } = session;
    await tx.delete(MemberSession, { siteId, accountId, expiresAt: LessThanOrEqual(session.createdAt) });
    const live = await tx.find(MemberSession, { select: { id: true }, where: { siteId, accountId }, order: { id: 'DESC' } });
    const tooMany = live.slice(MOST_SESSIONS - 1).map(({ id }) => id);
    if (tooMany.length > 0) {
      await tx.delete(MemberSession, { id: In(tooMany) });
    }
    await tx.insert(MemberSession, { ...session });
  }

  findLocked(tx: Tx, id: string): Promise<MemberSession | null> {
    return findLocked(tx, MemberSession, { id });
  }

  /** Whether the site has this session, and it is not over. */
  isLive(siteId: string, id: string, now: Date): Promise<boolean> {
    return this.dataSource.manager.existsBy(MemberSession, { id, siteId, expiresAt: MoreThan(now) });
  }

  save(tx: Tx, { id, ...session }: MemberSession): Promise<unknown> {
    return tx.update(MemberSession, { id }, session);
  }

  end(tx: Tx, id: string): Promise<unknown> {
    return tx.delete(MemberSession, { id });
  }

  endAllOf(tx: Tx, siteId: string, accountId: string): Promise<unknown> {
    return tx.delete(MemberSession, { siteId, accountId });
  }
}
