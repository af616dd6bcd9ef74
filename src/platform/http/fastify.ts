import { randomUUID } from 'node:crypto';
import { type Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type ContentTypeParserDoneFunction } from 'fastify/types/content-type-parser';
import { type FastifyHttpOptions, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '../config/config';
import { inRequestScope } from '../logging/request-scope';
import { type Log } from '../logging/log';
import { DomainError } from '../problem/domain-error';
import { isJsonObject } from '../problem/findings';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../problem/problem';
import { ValidationFailed } from '../problem/validation-failed';
import { type BodyLimitConfig } from './body-limit.decorator';
import { faultsInAnyField } from './faults-in-any-field';
import { type ImageBodyConfig } from './image-body.decorator';
import { type PageConfig } from './page-config';
import { type RouteTable } from './route-table';
import { limitConnections, limitsOfServer, LONGEST_PATH_PARAMETER } from './limits';
import { parseNdjson } from './ndjson';
import { HEADERS_OF_EVERY_ANSWER, HEADERS_OF_LAST_RESORT } from './security-headers';
import { NDJSON_MEDIA_TYPE } from './streamed-answers';
import { MalformedJson, parseStrictJson } from './strict-json';

// An answer must not be many times longer than the question.
const MOST_FAULTS_TOLD = 100;
const API_PREFIX = '/v1/';
// Leaves room for what is written as three characters instead of one.
const TOO_LONG_A_PART = new RegExp(`([^/]{${LONGEST_PATH_PARAMETER / 3}})[^/]+`, 'g');

// A caller's id is kept when it is plain; anything else could forge log lines.
const ACCEPTABLE_REQUEST_ID = /^[\w.:-]{8,64}$/;

/** The HTTP server: limits, request ids, and no parser but ours. */
export function createFastify(config: Config): FastifyAdapter {
  const options: FastifyHttpOptions<Server> = {
    ...limitsOfServer(config),
    trustProxy: (_address, hop) => hop < config.http.trustedProxyHops,
    // What came in on an open connection while the service stops is answered like everything else; the connection is closed then.
    return503OnClosing: false,
    requestIdHeader: false,
    rewriteUrl: ({ url = '/' }) => (url.startsWith(API_PREFIX) ? url : readableAddress(url)),
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && ACCEPTABLE_REQUEST_ID.test(given) ? given : randomUUID();
    },
    frameworkErrors: (_error, request, reply) => {
      answerUnreadableAddress(request.id, reply);
    },
  };
  const adapter = new FastifyAdapter(options);
  limitConnections(adapter.getInstance(), config);
  return adapter;
}

/** Hooks and parsers that come before Nest. To be called once, before routes are made. */
export function prepareFastify(fastify: FastifyInstance, routes: RouteTable): void {
  fastify.addHook('onRoute', (route) => {
    routes.add(route.method as Parameters<RouteTable['add']>[0], route.url);
    const { bodyLimitInBytes }: BodyLimitConfig = route.config ?? {};
    if (bodyLimitInBytes !== undefined) {
      route.bodyLimit = bodyLimitInBytes;
    }
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...HEADERS_OF_EVERY_ANSWER, 'x-request-id': request.id });
    const { socket } = request.raw;
    inRequestScope({ requestId: request.id, isAbandoned: () => socket.destroyed || socket.writableEnded }, done);
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    parseUtf8(request, done, () => parseStrictJson(body as Buffer));
  });
  fastify.addContentTypeParser(NDJSON_MEDIA_TYPE, { parseAs: 'buffer' }, (request, body, done) => {
    const { ndjson } = request.routeOptions.config as BodyLimitConfig;
    if (ndjson === undefined) {
      done(new DomainError('unsupported-media-type', 'Send Content-Type: application/json.'));
      return;
    }
    parseUtf8(request, done, () => parseNdjson(body as Buffer, ndjson));
  });
  takeForms(fastify);
  takeImages(fastify);
  fastify.addHook('preValidation', (request, _reply, done) => {
    const { query, params } = request;
    const body = Buffer.isBuffer(request.body) ? undefined : request.body;
    const faults = isJsonOtherThanAnObject(body)
      ? [{ pointer: '#', fault: { code: 'not-an-object' } as const }]
      : [...faultsInAnyField(body), ...faultsInAnyField(query), ...faultsInAnyField(params)];
    done(faults.length > 0 ? new ValidationFailed(faults.slice(0, MOST_FAULTS_TOLD)) : undefined);
  });
}

function takeForms(fastify: FastifyInstance): void {
  // Only pages have forms: the API speaks JSON, which other sites' forms cannot send.
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
    if (request.url.startsWith(API_PREFIX)) {
      done(new DomainError('unsupported-media-type', 'Send Content-Type: application/json.'));
      return;
    }
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
  // Mail programs unsubscribe with either kind of form (RFC 8058 §3.2); nothing else here reads this one.
  fastify.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request, _body, done) => {
    const { ignoresMultipart } = request.routeOptions.config as PageConfig;
    if (ignoresMultipart === true) {
      done(null, {});
    } else {
      done(new DomainError('unsupported-media-type', 'Send Content-Type: application/json.'));
    }
  });
}

function takeImages(fastify: FastifyInstance): void {
  // Whatever kind it is said to be: whether it is one that can be taken, its bytes tell.
  fastify.addContentTypeParser(/^image\//i, { parseAs: 'buffer' }, (request, body, done) => {
    const { takesImage } = request.routeOptions.config as ImageBodyConfig;
    if (takesImage === true) {
      done(null, body);
    } else {
      done(new DomainError('unsupported-media-type', 'Send Content-Type: application/json.'));
    }
  });
}

function parseUtf8(request: FastifyRequest, done: ContentTypeParserDoneFunction, parse: () => unknown): void {
  if (!isUtf8(request.headers['content-type'])) {
    done(new DomainError('unsupported-media-type', 'JSON is UTF-8: leave the charset out, or say utf-8.'));
    return;
  }
  try {
    done(null, parse());
  } catch (error) {
    done(error instanceof MalformedJson ? new DomainError('malformed-request', error.message) : (error as Error));
  }
}

function isUtf8(contentType = ''): boolean {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType) ?? [];
  return charset.toLowerCase() === 'utf-8';
}

function isJsonOtherThanAnObject(body: unknown): boolean {
  return body !== undefined && !isJsonObject(body);
}

/** One line a request: the route's template, never the address itself (it may hold a token). */
export function logRequests(fastify: FastifyInstance, log: Log): void {
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    log.info('request', {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      durationInMs: Math.round(reply.elapsedTime * 10) / 10,
    });
    done();
  });
}

/**
 * An address that can be decoded, and has no part that is too long: what cannot be decoded stands as it was written, what is too long is cut off.
 * People come to a damaged one by a link that was not copied whole. It leads to nothing, like any other that is wrong, and a page says so.
 */
export function readableAddress(url: string): string {
  const [whole = '/', ...query] = url.split('?');
  const path = whole.replace(TOO_LONG_A_PART, '$1');
  return [isDecodable(path) ? path : path.replaceAll('%', '%25'), ...query].join('?');
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function answerUnreadableAddress(requestId: string, reply: FastifyReply): void {
  const problem = problemOf(new DomainError('malformed-request', 'The address cannot be read.'), requestId, 'en');
  void reply
    .status(problem.status)
    .headers({ ...HEADERS_OF_LAST_RESORT, 'content-type': PROBLEM_MEDIA_TYPE })
    .send(JSON.stringify(problem));
}
