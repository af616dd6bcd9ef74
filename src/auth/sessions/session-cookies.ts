import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Clock, SECONDS } from '../../platform/clock/clock';
import { Config } from '../../platform/config/config';
import { type SessionTokens } from './session-tokens';

/**
 * The cookies of a browser's session: the access token and the refresh token,
 * out of reach for scripts, sent to this host alone and by its own pages alone.
 * `__Host-` (RFC 6265bis §4.1.3.2) where the service is reached over https;
 * browsers refuse the prefix without. Only the names of this deployment are
 * read: what somebody on a neighbouring host could set, counts for nothing.
 */
@Injectable()
export class SessionCookies {
  private readonly isSecure: boolean;
  private readonly access: string;
  private readonly refresh: string;

  constructor(
    private readonly clock: Clock,
    config: Config,
  ) {
    this.isSecure = config.http.publicBaseUrl.startsWith('https:');
    const prefix = this.isSecure ? '__Host-' : '';
    this.access = `${prefix}matricula-access`;
    this.refresh = `${prefix}matricula-refresh`;
  }

  keep(reply: FastifyReply, { accessToken, expiresInSeconds, refreshToken, expiresAt }: SessionTokens): void {
    const left = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / SECONDS);
    this.set(reply, this.access, accessToken, expiresInSeconds);
    this.set(reply, this.refresh, refreshToken, left);
  }

  clear(reply: FastifyReply): void {
    this.set(reply, this.access, '', 0);
    this.set(reply, this.refresh, '', 0);
  }

  accessTokenIn({ cookies }: Pick<FastifyRequest, 'cookies'>): string | null {
    return cookies[this.access] ?? null;
  }

  refreshTokenIn({ cookies }: Pick<FastifyRequest, 'cookies'>): string | null {
    return cookies[this.refresh] ?? null;
  }

  private set(reply: FastifyReply, name: string, value: string, maxAge: number): void {
    void reply.setCookie(name, value, { httpOnly: true, secure: this.isSecure, sameSite: 'strict', path: '/', maxAge });
  }
}
