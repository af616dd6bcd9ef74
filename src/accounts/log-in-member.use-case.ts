import { Injectable } from '@nestjs/common';
import { GroupStore } from '../groups';
import { checkEmailAddress, checkLoginId } from '../identity';
import { MINUTES, SECONDS } from '../platform/clock/clock';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { DomainError } from '../platform/problem/domain-error';
import { type AccessToken, AccessTokens } from '../signing-keys';
import { SiteStore } from '../sites';
import { type Account } from './account.entity';
import { AccountStore } from './account.store';

const TOKEN_LIFE_IN_SECONDS = (15 * MINUTES) / SECONDS;

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
    private readonly groups: GroupStore,
    private readonly passwords: PasswordHasher,
    private readonly tokens: AccessTokens,
  ) {}

  /** Throws `site-not-found`, `wrong-credentials`. */
  async execute(slug: string, credentials: MemberCredentials): Promise<AccessToken> {
    const site = await this.sites.getBySlug(slug);
    const account = await this.accountOf(site.id, credentials);
    const matches = await this.passwords.matches(credentials.password.normalize('NFKC'), account?.passwordHash ?? null);
    if (account === null || !matches) {
      throw new DomainError('wrong-credentials', 'Login ID or password is not right.');
    }
    const group = account.groupId === null ? null : await this.groups.find(site.id, account.groupId);
    return this.tokens.sign(account.id, `site:${site.slug}`, TOKEN_LIFE_IN_SECONDS, {
      site: site.slug,
      ...(account.loginId !== null && { loginId: account.loginId }),
      name: account.name,
      email: account.email,
      groups: group === null ? [] : [group.lmsId],
    });
  }

  private async accountOf(siteId: string, { loginId, email }: MemberCredentials): Promise<Account | null> {
    if (loginId !== undefined) {
      const checked = checkLoginId(loginId);
      return checked.ok ? this.accounts.findByLoginId(siteId, checked.value.key) : null;
    }
    const checked = checkEmailAddress(email ?? '');
    return checked.ok ? this.accounts.findByEmail(siteId, checked.value.key) : null;
  }
}
