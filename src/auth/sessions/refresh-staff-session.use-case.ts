import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { Transactions, type Tx } from '../../platform/database/transactions';
import { Log } from '../../platform/logging/log';
import { DomainError } from '../../platform/problem/domain-error';
import { type RefreshToken, RefreshTokens, STAFF_SESSION } from '../../sessions';
import { type Staff } from '../staff.entity';
import { StaffStore } from '../staff.store';
import { type Client } from './client';
import { SessionTokenIssuer, type SessionTokens } from './session-tokens';
import { type Carrier, type StaffSession } from './staff-session.entity';
import { StaffSessionStore } from './staff-session.store';

interface Refreshed {
  readonly session: StaffSession;
  readonly person: Staff;
  readonly token: string;
}

/**
 * A client goes on: a new access token, and a new refresh token in the place of
 * the one sent. A refresh token counts once. Sent again within ten seconds, it
 * gets the same answer: two tabs refresh at once, or the answer was lost. Sent
 * again later, somebody has a copy of it, and the whole session ends, for the
 * thief and for the owner, who logs in anew.
 */
@Injectable()
export class RefreshStaffSession {
  constructor(
    private readonly sessions: StaffSessionStore,
    private readonly staff: StaffStore,
    private readonly refreshTokens: RefreshTokens,
    private readonly issuer: SessionTokenIssuer,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Throws `refresh-token-not-valid`; which of the reasons it is, is not said. */
  async execute(token: string, carrier: Carrier, client: Client): Promise<SessionTokens> {
    const presented = this.refreshTokens.read(token);
    const refreshed =
      presented === null ? null : await this.transactions.run((tx) => this.refresh(tx, presented, carrier, client));
    if (presented === null || refreshed === null) {
      throw new DomainError('refresh-token-not-valid', 'Log in anew.');
    }
    return this.issuer.issue(refreshed.session, refreshed.person, refreshed.token);
  }

  private async refresh(tx: Tx, presented: RefreshToken, carrier: Carrier, client: Client): Promise<Refreshed | null> {
    const session = await this.sessions.findLocked(tx, presented.sessionId);
    const person = session === null ? null : await this.staff.find(session.staffId, tx);
    if (session?.carrier !== carrier || person === null || person.disabledAt !== null) {
      return null;
    }
    const goesOn = await this.goOn(tx, session, presented, client);
    return goesOn === null ? null : { ...goesOn, person };
  }

  private async goOn(
    tx: Tx,
    session: StaffSession,
    presented: RefreshToken,
    client: Client,
  ): Promise<Omit<Refreshed, 'person'> | null> {
    const step = this.refreshTokens.step(presented, session, STAFF_SESSION, this.clock.now());
    switch (step.verdict) {
      case 'rotate': {
        const rotated = { ...session, ...client, ...step.rotated };
        await this.sessions.save(tx, rotated);
        return { session: rotated, token: step.token };
      }
      case 'repeat':
        return { session, token: step.token };
      case 'reused':
        await this.sessions.end(tx, session.staffId, session.id);
        this.log.warn('a refresh token was used again; its session has been ended', { actor: session.staffId });
        return null;
      case 'refuse':
        return null;
    }
  }
}
