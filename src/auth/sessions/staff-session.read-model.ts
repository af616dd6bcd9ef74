import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { type StaffSession } from './staff-session.entity';
import { StaffSessionStore } from './staff-session.store';

export type StaffSessionView = Pick<
  StaffSession,
  'id' | 'carrier' | 'network' | 'userAgent' | 'createdAt' | 'lastUsedAt' | 'expiresAt'
>;

/** Where somebody is logged in. */
@Injectable()
export class StaffSessionReadModel {
  constructor(
    private readonly sessions: StaffSessionStore,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  of(staffId: string): Promise<readonly StaffSessionView[]> {
    return this.sessions.listOf(staffId, this.clock.now());
  }
}
