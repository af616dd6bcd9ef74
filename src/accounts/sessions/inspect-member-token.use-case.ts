import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { AccessTokens } from '../../signing-keys';
import { SiteStore } from '../../sites';
import { type MemberClaims } from '../domain/member-claims';
import { MemberSessionStore } from './member-session.store';

/** What a member's access token says, as it was signed. */
export type InspectedToken = MemberClaims & { readonly sub: string; readonly iat: number; readonly exp: number };

/** The back end of an LMS asks whether a member's access token counts, beyond what it sees itself: its session may have been ended. */
@Injectable()
export class InspectMemberToken {
  constructor(
    private readonly sites: SiteStore,
    private readonly tokens: AccessTokens,
    private readonly sessions: MemberSessionStore,
    private readonly clock: Clock,
  ) {}

  /** What the token says; null when it does not count, whatever the reason. */
  async execute(siteId: string, token: string): Promise<InspectedToken | null> {
    const { slug } = await this.sites.getById(siteId);
    const claims = await this.tokens.verify<InspectedToken>(token, `site:${slug}`);
    return claims !== null && (await this.sessions.isLive(siteId, claims.sid, this.clock.now())) ? claims : null;
  }
}
