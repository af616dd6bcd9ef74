import { Injectable } from '@nestjs/common';
import { type SiteAccess } from '../../platform/access/staff-access';
import { Transactions } from '../../platform/database/transactions';
import { DomainError } from '../../platform/problem/domain-error';
import { RefreshTokens } from '../../sessions';
import { deskStaff, SiteHistory } from '../../site-history';
import { SiteStore } from '../../sites';
import { AccountStore } from '../account.store';
import { MemberSessionStore } from './member-session.store';

/** A member logs out, or the site ends all sessions of a member: they cannot be refreshed any more. */
@Injectable()
export class EndMemberSessions {
  constructor(
    private readonly sites: SiteStore,
    private readonly accounts: AccountStore,
    private readonly sessions: MemberSessionStore,
    private readonly refreshTokens: RefreshTokens,
    private readonly history: SiteHistory,
    private readonly transactions: Transactions,
  ) {}

  /**
   * The session of a refresh token, also of one that was replaced. One that is unknown or over is no error (RFC 7009 §2.2).
   * Throws `site-not-found`.
   */
  async ofToken(slug: string, token: string): Promise<void> {
    const site = await this.sites.getBySlug(slug);
    const presented = this.refreshTokens.read(token);
    if (presented === null) {
      return;
    }
    await this.transactions.run(async (tx) => {
      const session = await this.sessions.findLocked(tx, presented.sessionId);
      if (session?.siteId === site.id && session.familyHash === presented.familyHash) {
        await this.sessions.end(tx, session.id);
      }
    });
  }

  /** Every session of a member, for `by`; none is no error. Throws `account-not-found`. */
  allOf(accountId: string, by: SiteAccess): Promise<void> {
    const { siteId } = by;
    return this.transactions.run(async (tx) => {
      if ((await this.accounts.find(tx, siteId, accountId)) === null) {
        throw new DomainError('account-not-found', 'The site has no such member.');
      }
      await this.sessions.endAllOf(tx, siteId, accountId);
      await this.history.record(tx, { siteId, subject: 'member-sessions', event: 'end', aboutId: accountId, by: deskStaff(by) });
    });
  }
}
