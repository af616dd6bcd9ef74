import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config';
import { type Exchange } from './exchange';

type PageCookie = 'form' | 'sent' | 'lang';

/** Cookies of the pages: no script reads them, and no other site's form sends them. */
@Injectable()
export class PageCookies {
  private readonly isSecure: boolean;

  constructor(config: Config) {
    this.isSecure = config.http.publicBaseUrl.startsWith('https:');
  }

  get(request: FastifyRequest, cookie: PageCookie): string | undefined {
    return request.cookies[this.nameOf(cookie)];
  }

  /** @param lifeInSeconds without, until the browser is closed */
  set({ request, reply }: Exchange, cookie: PageCookie, value: string, lifeInSeconds?: number): void {
    // Within a frame on another site a browser keeps none but such a cookie (CHIPS), and for that site alone.
    const isFramed = this.isSecure && request.headers['sec-fetch-dest'] === 'iframe';
    void reply.setCookie(this.nameOf(cookie), value, {
      httpOnly: true,
      secure: this.isSecure,
      sameSite: isFramed ? 'none' : 'lax',
      ...(isFramed && { partitioned: true }),
      path: '/',
      ...(lifeInSeconds !== undefined && { maxAge: lifeInSeconds }),
    });
  }

  // RFC 6265bis §4.1.3.2: the prefix keeps neighbouring hosts from setting it.
  private nameOf(cookie: PageCookie): string {
    return `${this.isSecure ? '__Host-' : ''}matricula-${cookie}`;
  }
}
