import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Endpoint } from '../platform/access/endpoint.decorator';
import { Access, type StaffAccess } from '../platform/access/staff-access';
import { Config } from '../platform/config/config';
import { originOf } from '../platform/http/request-origin';
import { ensureFromOwnPage } from '../platform/http/same-origin';
import { LimitedPerClient } from '../platform/rate-limits/limited-per-client.decorator';
import { CurrentStaff } from './current-staff.decorator';
import { StaffLogInRequest } from './dto/staff-session.request';
import { StaffResponse } from './dto/staff-session.response';
import { LogInStaff } from './log-in-staff.use-case';
import { clientFrom } from './sessions/client';
import { RefreshRequest } from './sessions/dto/session.request';
import { OwnSessionsResponse, SessionTokensResponse } from './sessions/dto/session.response';
import { EndStaffSessions } from './sessions/end-staff-sessions.use-case';
import { RefreshStaffSession } from './sessions/refresh-staff-session.use-case';
import { SessionCookies } from './sessions/session-cookies';
import { type SessionTokens } from './sessions/session-tokens';
import { StaffSessionReadModel } from './sessions/staff-session.read-model';
import { StaffPasswordGuard } from './staff-password.guard';
import { type StaffOnSite } from './staff-on-site';

type StaffLoggingIn = Parameters<LogInStaff['begin']>[0];

@ApiTags('Staff')
@Controller('v1/staff')
export class StaffSessionController {
  constructor(
    private readonly logInStaff: LogInStaff,
    private readonly refreshSession: RefreshStaffSession,
    private readonly endSessions: EndStaffSessions,
    private readonly sessions: StaffSessionReadModel,
    private readonly cookies: SessionCookies,
    private readonly config: Config,
  ) {}

  @Post('sessions')
  @UseGuards(StaffPasswordGuard)
  @LimitedPerClient('staff-log-in')
  @Endpoint({
    right: 'public',
    summary: 'Log in as operator, administrator, reviewer or viewer',
    description:
      'Begins a session: an access token for ten minutes, and a refresh token that gets the next one. In Swagger UI, paste the access ' +
      'token under “Authorize”. With `"session": "cookie"`, both are cookies. A wrong address and a wrong password get the same answer; ' +
      'after five wrong passwords of one client a second has to pass before the next, then two, four …; ten within five minutes hold up one ' +
      'client at one address, thirty the address. Who has a second factor sends `code` as well; five wrong ones within 15 minutes hold up ' +
      'all others.',
    problems: ['wrong-credentials', 'second-factor-required', 'second-factor-wrong', 'cross-site-request'],
    takesBody: true,
  })
  async logIn(
    @Body() { session: carrier = 'token', code }: StaffLogInRequest,
    @Req() request: FastifyRequest & { user: StaffLoggingIn },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionTokensResponse> {
    if (carrier === 'cookie') {
      ensureFromOwnPage(request, this.config.http.publicBaseUrl);
    }
    await this.logInStaff.ensureSecondFactor(request.user, code);
    return this.answer(reply, await this.logInStaff.begin(request.user, carrier, clientOf(request), originOf(request)));
  }

  @Post('sessions/refresh')
  @LimitedPerClient('staff-refresh')
  @Endpoint({
    right: 'public',
    summary: 'Go on with a session: a new access token',
    description:
      'Takes the latest refresh token, from the body or from the cookie, and answers another in its place. A refresh token counts once. ' +
      'Sent again within ten seconds it gets the same answer (two tabs, a lost answer); sent again later, it has been copied, and the ' +
      'whole session ends. A session ends 12 hours after its last refresh, and 7 days after the log-in.',
    problems: ['refresh-token-not-valid', 'cross-site-request'],
    takesBody: true,
  })
  async refresh(
    @Body() { refreshToken }: RefreshRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionTokensResponse> {
    if (refreshToken !== undefined) {
      return this.answer(reply, await this.refreshSession.execute(refreshToken, 'token', clientOf(request)));
    }
    const inCookie = this.cookies.refreshTokenIn(request);
    if (inCookie !== null) {
      ensureFromOwnPage(request, this.config.http.publicBaseUrl);
    }
    return this.answer(reply, await this.refreshSession.execute(inCookie ?? '', 'cookie', clientOf(request)));
  }

  @Get('sessions')
  @Endpoint({
    right: 'staff.sessions',
    summary: 'List where you are logged in',
    description: 'Your own sessions that are not over, newest first.',
  })
  async list(@CurrentStaff() { id, sessionId }: StaffOnSite): Promise<OwnSessionsResponse> {
    return OwnSessionsResponse.from(await this.sessions.of(id), sessionId);
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @Endpoint({
    right: 'staff.sessions',
    summary: 'Log out',
    description: 'Ends the session that asks. At the next request, none of its tokens counts any more.',
    problems: ['session-not-found'],
  })
  async logOut(@CurrentStaff() person: StaffOnSite, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.endSessions.one(person.id, person.sessionId);
    this.cookies.clear(reply);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Endpoint({
    right: 'staff.sessions',
    summary: 'End one of your sessions',
    description: 'Wherever it is. At the next request, none of its tokens counts any more.',
    problems: ['session-not-found'],
  })
  end(@CurrentStaff() person: StaffOnSite, @Param('id') id: string): Promise<void> {
    return this.endSessions.one(person.id, id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @Endpoint({
    right: 'staff.sessions',
    summary: 'Log out everywhere',
    description: 'Ends every session of yours, also the one that asks.',
  })
  async endAll(@CurrentStaff() person: StaffOnSite, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.endSessions.all(person.id);
    this.cookies.clear(reply);
  }

  @Get('me')
  @Endpoint({
    right: 'staff.me',
    summary: 'Get who you are',
    description: 'The person behind the access token, and their roles.',
  })
  me(@Access() access: StaffAccess, @CurrentStaff() person: StaffOnSite): StaffResponse {
    return StaffResponse.from(access, person);
  }

  private answer(reply: FastifyReply, tokens: SessionTokens): SessionTokensResponse {
    void reply.header('cache-control', 'no-store');
    if (tokens.carrier === 'cookie') {
      this.cookies.keep(reply, tokens);
    }
    return SessionTokensResponse.from(tokens);
  }
}

function clientOf({ ip, headers }: FastifyRequest): ReturnType<typeof clientFrom> {
  return clientFrom(ip, headers['user-agent']);
}
