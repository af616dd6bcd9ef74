import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config';
import { type Exchange, isInFrame } from './exchange';

type PageCookie = 'form' | 'sent' | 'lang' | `entries-${number}`;

/** How long and for which pages a cookie is kept. */
interface Keeping {
  /** Left out: until the browser is closed. */
  readonly lifeInSeconds?: number;
  /** Beginning with a slash; only requests for this path and what lies below have it. Left out: all. */
  readonly path?: string;
}

/** Cookies of the pages: no script reads them, and no other site's form sends them. */
@Injectable()
export class PageCookies {
  private readonly isSecure: boolean;
  private readonly basePath: string;

  constructor(config: Config) {
    const { protocol, pathname } = new URL(config.http.publicBaseUrl);
    this.isSecure = protocol === 'https:';
    this.basePath = pathname.replace(/\/$/, '');
  }

  get(request: FastifyRequest, cookie: PageCookie): string | undefined {
    return request.cookies[this.nameOf(cookie)];
  }

  set({ request, reply }: Exchange, cookie: PageCookie, value: string, { lifeInSeconds, path }: Keeping = {}): void {
    // Within a frame on another site a browser keeps none but such a cookie (CHIPS), and for that site alone.
    const isFramed = this.isSecure && isInFrame(request);
    void reply.setCookie(this.nameOf(cookie), value, {
      httpOnly: true,
      secure: this.isSecure,
      sameSite: isFramed ? 'none' : 'lax',
      ...(isFramed && { partitioned: true }),
      path: path === undefined ? '/' : this.basePath + path,
      ...(lifeInSeconds !== undefined && { maxAge: lifeInSeconds }),
    });
  }

  // RFC 6265bis §4.1.3: the prefix keeps neighbouring hosts from setting it; that of entries, which is for one path, can only keep them from doing
  // so without https, and they could not seal what is in it.
  private nameOf(cookie: PageCookie): string {
    const prefix = cookie.startsWith('entries-') ? '__Secure-' : '__Host-';
    return `${this.isSecure ? prefix : ''}matricula-${cookie}`;
  }
}
