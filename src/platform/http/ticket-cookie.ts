import { type FastifyReply, type FastifyRequest } from 'fastify';
import { HOURS, SECONDS } from '../clock/clock';

const KEPT_FOR_IN_SECONDS = (7 * 24 * HOURS) / SECONDS;

/**
 * The application ticket as a cookie, so that a browser shows by itself that
 * the application is its own. `__Host-` (RFC 6265bis §4.1.3.2) where the
 * connection is encrypted; browsers refuse the prefix without.
 */
function nameFor(secure: boolean): string {
  return secure ? '__Host-matricula-ticket' : 'matricula-ticket';
}

export function keepTicket(reply: FastifyReply, ticket: string, secure: boolean): void {
  void reply.setCookie(nameFor(secure), ticket, {
    httpOnly: true,
    secure,
    sameSite: 'lax',
    path: '/',
    maxAge: KEPT_FOR_IN_SECONDS,
  });
}

export function ticketOf(request: FastifyRequest): string | undefined {
  return request.cookies[nameFor(true)] ?? request.cookies[nameFor(false)];
}
