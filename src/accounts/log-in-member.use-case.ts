import { Injectable } from '@nestjs/common';
import { checkEmailAddress, checkLoginId } from '../identity';
import { Clock } from '../platform/clock/clock';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { Transactions } from '../platform/database/transactions';
import { Ids } from '../platform/ids/ids';
import { DomainError } from '../platform/problem/domain-error';
import { LogInLimits } from '../platform/rate-limits/log-in-limits';
import { MEMBER_SESSION, RefreshTokens } from '../sessions';
import { SiteStore } from '../sites';
import { type Account } from './account.entity';
import { AccountStore } from './account.store';
import { MemberSessionStore } from './sessions/member-session.store';
import { MemberTokenIssuer, type MemberTokens } from './sessions/member-tokens';

export interface MemberCredentials {
  readonly loginId?: string | undefined;
  /** Instead of the login ID, for members who have none. */
  readonly email?: string | undefined;
  readonly password: string;
}

/**
 * A member logs in. Whoever has no account, or not yet, gets the answer of a
 * wrong password, after the same work: the log-in does not tell who applied.
 */
@Injectable()
export class LogInMember {
  constructor(
    private readonly sites: SiteStore,
    private readonly accounts: AccountStore,
    private readonly sessions: MemberSessionStore,
    private readonly passwords: PasswordHasher,
    private readonly refreshTokens: RefreshTokens,
    private readonly issuer: MemberTokenIssuer,
    private readonly limits: LogInLimits,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Throws `site-not-found`, `wrong-credentials`, and `too-many-requests`; then a right password is answered like a wrong one.
   *
   * @param address of the client
   */
  async execute(slug: string, credentials: MemberCredentials, address: string): Promise<MemberTokens> {
    const site = await this.sites.getBySlug(slug);
    const who = whoIn(credentials);
    const attempt = await this.limits.take({ kind: 'member-log-in', siteId: site.id, name: `${who.by}:${who.key}`, address });
    const account = await this.accountOf(site.id, who);
    const matches = await this.passwords.matches(credentials.password.normalize('NFKC'), account?.passwordHash ?? null);
    if (account === null || !matches) {
      throw new WrongCredentials();
    }
    await this.limits.giveBack(attempt);
    const now = this.clock.now();
    const begun = this.refreshTokens.begin(this.ids.at(now), MEMBER_SESSION, now);
    const session = { ...begun.session, siteId: site.id, accountId: account.id };
    await this.transactions.run(async (tx) => {
      // Erased while the password was looked at, the account is as good as none.
      if (!(await this.accounts.holdIfThere(tx, site.id, account.id))) {
        throw new WrongCredentials();
      }
      await this.sessions.add(tx, session);
    });
    return this.issuer.issue(site, account, session, begun.token);
  }

  private async accountOf(siteId: string, { by, key, isPossible }: Who): Promise<Account | null> {
    if (!isPossible) {
      return null;
    }
    return by === 'login-id' ? this.accounts.findByLoginId(siteId, key) : this.accounts.findByEmail(siteId, key);
  }
}

/** As whom somebody logs in; `key` as it is compared, and as it was typed where it can be nobody's. */
interface Who {
  readonly by: 'login-id' | 'email';
  readonly key: string;
  readonly isPossible: boolean;
}

function whoIn({ loginId, email = '' }: MemberCredentials): Who {
  const by = loginId === undefined ? 'email' : 'login-id';
  const checked = loginId === undefined ? checkEmailAddress(email) : checkLoginId(loginId);
  return { by, key: checked.ok ? checked.value.key : (loginId ?? email), isPossible: checked.ok };
}

class WrongCredentials extends DomainError {
  constructor() {
    super('wrong-credentials', 'Login ID or password is not right.');
  }
}
