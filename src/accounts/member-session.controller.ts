import { Body, Controller, Delete, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type SiteAccess } from '../platform/access/staff-access';
import { CrossOrigin } from '../platform/http/cross-origin.decorator';
import { SiteInPath } from '../platform/openapi/site-in-path.decorator';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { MemberLogInRequest } from './dto/member-log-in.request';
import { InspectTokenRequest, MemberRefreshRequest } from './dto/member-session.request';
import { InspectedTokenResponse, MemberTokensResponse } from './dto/member-session.response';
import { LogInMember } from './log-in-member.use-case';
import { EndMemberSessions } from './sessions/end-member-sessions.use-case';
import { InspectMemberToken } from './sessions/inspect-member-token.use-case';
import { RefreshMemberSession } from './sessions/refresh-member-session.use-case';

@ApiTags('Members')
@SiteInPath()
@Controller('v1/sites/:site')
export class MemberSessionController {
  constructor(
    private readonly logInMember: LogInMember,
    private readonly refreshSession: RefreshMemberSession,
    private readonly endSessions: EndMemberSessions,
    private readonly inspectToken: InspectMemberToken,
  ) {}

  @Post('sessions')
  @CrossOrigin()
  @ApiBody({
    type: MemberLogInRequest,
    examples: {
      'with login ID': { value: { loginId: 'sam.example', password: 'plum jam on warm bread' } },
      'on a site without login IDs': { value: { email: 'sam@example.org', password: 'plum jam on warm bread' } },
    },
  })
  @LimitedPerClient('member-log-in')
  @Endpoint({
    right: 'public',
    summary: 'Log in as a member',
    description:
      'For approved members. Begins a session: an access token for 15 minutes, and a refresh token that gets the next one. The access token is ' +
      'a JWT (ES256) for the audience `site:{slug}`, with `sub`, `sid`, `site`, `loginId` (left out where there is none), `name`, `email` and ' +
      '`groups` (the LMS’s ids); verify it with the keys of `/.well-known/jwks.json`. Before approval, and for unknown login IDs, the answer ' +
      'is that of a wrong password. Wrong ones are answered slower and slower: after five of one client a second has to pass before the ' +
      'next, then two, four …; ten within five minutes hold up one client at one login ID, thirty the login ID.',
    problems: ['site-not-found', 'wrong-credentials'],
    takesBody: true,
  })
  async logIn(
    @Param('site') site: string,
    @Body() credentials: MemberLogInRequest,
    @Req() { ip }: FastifyRequest,
  ): Promise<MemberTokensResponse> {
    return MemberTokensResponse.from(await this.logInMember.execute(site, credentials, ip));
  }

  @Post('sessions/refresh')
  @CrossOrigin()
  @LimitedPerClient('member-refresh')
  @Endpoint({
    right: 'public',
    summary: 'Go on with a member’s session: a new access token',
    description:
      'The new access token says what is known of the member now: name, address and groups may have changed. The answer has another refresh ' +
      'token in the place of the one sent, which counts once: sent again within ten seconds it gets the same answer, later it ends the ' +
      'session. A session ends 7 days after its last refresh, and 30 days after the log-in; it ends at once when the account is erased.',
    problems: ['site-not-found', 'refresh-token-not-valid'],
    takesBody: true,
  })
  async refresh(@Param('site') site: string, @Body() { refreshToken }: MemberRefreshRequest): Promise<MemberTokensResponse> {
    return MemberTokensResponse.from(await this.refreshSession.execute(site, refreshToken));
  }

  @Post('sessions/log-out')
  @CrossOrigin()
  @HttpCode(204)
  @LimitedPerClient('member-refresh')
  @Endpoint({
    right: 'public',
    summary: 'Log out as a member',
    description:
      'Ends the session of a refresh token. One that is unknown, or whose session is over, is no error (RFC 7009). Access tokens given out ' +
      'before count to their end, 15 minutes at the most, unless the LMS inspects them.',
    problems: ['site-not-found'],
    takesBody: true,
  })
  logOut(@Param('site') site: string, @Body() { refreshToken }: MemberRefreshRequest): Promise<void> {
    return this.endSessions.ofToken(site, refreshToken);
  }

  @Delete('accounts/:id/sessions')
  @HttpCode(204)
  @Endpoint({
    right: 'member-sessions.end',
    summary: 'End all sessions of a member',
    description:
      'For administrators, and API keys with `member-sessions:end`. The member logs in anew; access tokens given out before count to their ' +
      'end, 15 minutes at the most, unless the LMS inspects them.',
    problems: ['account-not-found'],
  })
  endAll(@Access() access: SiteAccess, @Param('id') id: string): Promise<void> {
    return this.endSessions.allOf(id, access);
  }

  @Post('sessions/inspections')
  @HttpCode(200)
  @Endpoint({
    right: 'member-sessions.inspect',
    summary: 'Ask whether a member’s access token counts',
    description:
      'For administrators, and API keys with `member-sessions:inspect`: what an LMS cannot see in the token, that its session was ended. Much ' +
      'as RFC 7662. What does not count is answered `{"active": false}`, whatever the reason.',
    takesBody: true,
  })
  async inspect(@Access() { siteId }: SiteAccess, @Body() { token }: InspectTokenRequest): Promise<InspectedTokenResponse> {
    return InspectedTokenResponse.from(await this.inspectToken.execute(siteId, token));
  }
}
