import { type ArgumentsHost, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { codeOf } from '../database/database-errors';
import { turnedAway } from '../database/turned-away';
import { negotiateLocale } from '../i18n';
import { type Log } from '../logging/log';
import { DomainError } from '../problem/domain-error';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../problem/problem';
import { PROBLEMS, type ProblemCode } from '../problem/problem-catalogue';
import { TryLater } from '../problem/try-later';
import { type PageConfig } from './page-config';
import { type RouteTable } from './route-table';

/** Shows problems to people, in plain words. The filter has said by then what headers say. */
export interface ProblemPages {
  /** Never rejects. */
  show(error: DomainError, request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/**
 * The only place where an error becomes an answer: whatever was thrown, by a
 * rule, a guard, the framework or by mistake, leaves as RFC 9457 problem+json,
 * or as a page where somebody looks at it in a browser.
 * What nobody foresaw is logged whole and answered with nothing but its request id.
 */
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly log: Log,
    private readonly pages: ProblemPages,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const error = this.domainErrorOf(thrown, request, reply);
    this.note(thrown, error);
    if (reply.sent) {
      return;
    }
    if (error instanceof TryLater) {
      void reply.header('retry-after', error.retryAfterInSeconds);
    }
    if (isForPage(request, error)) {
      void this.pages.show(error, request, reply);
      return;
    }
    const locale = negotiateLocale(request.headers['accept-language']);
    const problem = problemOf(error, request.id, locale);
    if (problem.status === 401) {
      // RFC 9110 §11.6.1: a 401 says how to authenticate.
      void reply.header('www-authenticate', 'Bearer');
    }
    void reply
      .status(problem.status)
      .headers({ 'content-type': PROBLEM_MEDIA_TYPE, 'cache-control': 'no-store', 'content-language': locale })
      // As bytes: Fastify adds a charset to text, and JSON has none (RFC 8259 §11).
      .send(Buffer.from(JSON.stringify(problem)));
  }

  private note(thrown: unknown, error: DomainError): void {
    if (error instanceof TryLater) {
      // In short: it happens to many at once, when there is no time for more.
      const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
      this.log.debug('request turned away', { code: error.code, cause: codeOf(cause) });
    } else if (PROBLEMS[error.code].status >= 500) {
      this.log.error('request failed', { err: thrown, code: error.code });
    }
  }

  private domainErrorOf(thrown: unknown, request: FastifyRequest, reply: FastifyReply): DomainError {
    if (thrown instanceof DomainError) {
      return thrown;
    }
    if (statusOf(thrown) === 404) {
      return this.noSuchRoute(request, reply);
    }
    return (
      turnedAway(thrown) ??
      frameworkProblem(thrown) ??
      new DomainError('internal-error', 'The cause is in the log, under the request id.')
    );
  }

  private noSuchRoute(request: FastifyRequest, reply: FastifyReply): DomainError {
    const path = request.url.split('?', 1)[0] ?? '/';
    const allowed = this.routes.methodsOf(path);
    if (allowed.length === 0) {
      return new DomainError('not-found', 'There is nothing at this address.');
    }
    void reply.header('allow', allowed.join(', '));
    return new DomainError('method-not-allowed', `Possible here: ${allowed.join(', ')}.`);
  }
}

// Whoever comes to an address by mistake sees a page, too, unless they are a program.
function isForPage({ url, headers, routeOptions }: FastifyRequest, { code }: DomainError): boolean {
  const { isPage = false } = routeOptions.config as PageConfig;
  const isNothing = code === 'not-found' || code === 'method-not-allowed' || routeOptions.url === undefined;
  return isPage || (isNothing && !url.startsWith('/v1/') && headers.accept?.includes('text/html') === true);
}

const BY_STATUS: Readonly<Record<number, readonly [code: ProblemCode, message: string]>> = {
  400: ['malformed-request', 'The request is not valid HTTP or JSON.'],
  401: ['unauthenticated', 'Send an access token: Authorization: Bearer …'],
  403: ['forbidden', 'Your role does not include this.'],
  413: ['body-too-large', 'The body is larger than this operation takes.'],
  414: ['uri-too-long', 'The address is longer than any this service has.'],
  415: ['unsupported-media-type', 'Send Content-Type: application/json.'],
};

function frameworkProblem(thrown: unknown): DomainError | null {
  const status = statusOf(thrown);
  const known = status === null ? undefined : BY_STATUS[status];
  if (known !== undefined) {
    return new DomainError(...known);
  }
  return status !== null && status >= 400 && status < 500
    ? new DomainError('malformed-request', 'The request is not acceptable.')
    : null;
}

function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) {
    return thrown.getStatus();
  }
  return thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : null;
}
