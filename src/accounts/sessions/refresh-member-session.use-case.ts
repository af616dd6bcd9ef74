import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { Transactions, type Tx } from '../../platform/database/transactions';
import { Log } from '../../platform/logging/log';
import { DomainError } from '../../platform/problem/domain-error';
import { MEMBER_SESSION, type RefreshToken, RefreshTokens } from '../../sessions';
import { SiteStore } from '../../sites';
import { type Account } from '../account.entity';
import { AccountStore } from '../account.store';
import { type MemberSession } from './member-session.entity';
import { MemberSessionStore } from './member-session.store';
import { MemberTokenIssuer, type MemberTokens } from './member-tokens';

interface Refreshed {
  readonly session: MemberSession;
  readonly account: Account;
  readonly token: string;
}

/**
 * A member's client goes on: an access token of what is known of the member
 * now, and a new refresh token in the place of the one sent. As for staff, a
 * refresh token counts once, is answered alike for ten seconds, and ends the
 * session when it is sent later than that.
 */
@Injectable()
export class RefreshMemberSession {
  constructor(
    private readonly sites: SiteStore,
    private readonly accounts: AccountStore,
    private readonly sessions: MemberSessionStore,
    private readonly refreshTokens: RefreshTokens,
    private readonly issuer: MemberTokenIssuer,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Throws `site-not-found`, `refresh-token-not-valid`; which of the reasons it is, is not said. */
  async execute(slug: string, token: string): Promise<MemberTokens> {
    const site = await this.sites.getBySlug(slug);
    const presented = this.refreshTokens.read(token);
    const refreshed = presented === null ? null : await this.transactions.run((tx) => this.refresh(tx, site.id, presented));
    if (refreshed === null) {
      throw new DomainError('refresh-token-not-valid', 'Log in anew.');
    }
    return this.issuer.issue(site, refreshed.account, refreshed.session, refreshed.token);
  }

  private async refresh(tx: Tx, siteId: string, presented: RefreshToken): Promise<Refreshed | null> {
    const session = await this.sessions.findLocked(tx, presented.sessionId);
    const account = session?.siteId === siteId ? await this.accounts.find(tx, siteId, session.accountId) : null;
    if (session === null || account === null) {
      return null;
    }
    const goesOn = await this.goOn(tx, session, presented);
    return goesOn === null ? null : { ...goesOn, account };
  }

  private async goOn(tx: Tx, session: MemberSession, presented: RefreshToken): Promise<Omit<Refreshed, 'account'> | null> {
    const step = this.refreshTokens.step(presented, session, MEMBER_SESSION, this.clock.now());
    switch (step.verdict) {
      case 'rotate': {
        const rotated = { ...session, ...step.rotated };
        await this.sessions.save(tx, rotated);
        return { session: rotated, token: step.token };
      }
      case 'repeat':
        return { session, token: step.token };
      case 'reused':
        await this.sessions.end(tx, session.id);
        this.log.warn('a refresh token of a member was used again; its session has been ended', { accountId: session.accountId });
        return null;
      case 'refuse':
        return null;
    }
  }
}
