import { Injectable } from '@nestjs/common';
import { GroupStore } from '../../groups';
import { accessTokenSeconds, MEMBER_SESSION } from '../../sessions';
import { type AccessToken, AccessTokens } from '../../signing-keys';
import { type Site } from '../../sites';
import { type Account } from '../account.entity';
import { memberClaims } from '../domain/member-claims';
import { type MemberSession } from './member-session.entity';

/** What a client of a member is given to go on with. */
export interface MemberTokens extends AccessToken {
  readonly refreshToken: string;
  /** When the session ends, if it is not refreshed. */
  readonly expiresAt: Date;
}

/** Signs the access tokens of members, of what is known of them at this moment. */
@Injectable()
export class MemberTokenIssuer {
  constructor(
    private readonly groups: GroupStore,
    private readonly tokens: AccessTokens,
  ) {}

  async issue(site: Site, account: Account, session: MemberSession, refreshToken: string): Promise<MemberTokens> {
    const group = account.groupId === null ? null : await this.groups.find(site.id, account.groupId);
    const { loginId, name, email } = account;
    const facts = { site: site.slug, sessionId: session.id, loginId, name, email, group: group?.lmsId ?? null };
    const life = accessTokenSeconds(MEMBER_SESSION, session);
    const token = await this.tokens.sign(account.id, `site:${site.slug}`, life, memberClaims(facts));
    return { ...token, refreshToken, expiresAt: session.expiresAt };
  }
}
