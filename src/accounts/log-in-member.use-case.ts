import { Injectable } from '@nestjs/common';
import { checkLoginId } from '../identity';
import { MINUTES, SECONDS } from '../platform/clock/clock';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { DomainError } from '../platform/problem/domain-error';
import { type AccessToken, AccessTokens } from '../signing-keys';
import { SiteStore } from '../sites';
import { AccountStore } from './account.store';

const TOKEN_LIFE_IN_SECONDS = (15 * MINUTES) / SECONDS;

/**
 * A member logs in. Whoever has no account, or not yet, gets the answer of a
 * wrong password, after the same work: the log-in does not tell who applied.
 */
@Injectable()
export class LogInMember {
  constructor(
    private readonly sites: SiteStore,
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordHasher,
    private readonly tokens: AccessTokens,
  ) {}

  /** Throws `site-not-found`, `wrong-credentials`. */
  async execute(slug: string, credentials: { readonly loginId: string; readonly password: string }): Promise<AccessToken> {
    const site = await this.sites.getBySlug(slug);
    const loginId = checkLoginId(credentials.loginId);
    const account = loginId.ok ? await this.accounts.findByLoginId(site.id, loginId.value.key) : null;
    const matches = await this.passwords.matches(credentials.password.normalize('NFKC'), account?.passwordHash ?? null);
    if (account === null || !matches) {
      throw new DomainError('wrong-credentials', 'Login ID or password is not right.');
    }
    return this.tokens.sign(account.id, `site:${site.slug}`, TOKEN_LIFE_IN_SECONDS, {
      site: site.slug,
      loginId: account.loginId,
      name: account.name,
      email: account.email,
    });
  }
}
