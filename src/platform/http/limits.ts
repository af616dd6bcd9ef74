import { type Server } from 'node:http';
import { type FastifyHttpOptions, type FastifyInstance } from 'fastify';
import { SECONDS } from '../clock/clock';
import { type Config } from '../config/config';
import { DomainError } from '../problem/domain-error';
import { answerConnect, answerMalformedHttp } from './last-resort';

const KIB = 1024;
const BODY_LIMIT_IN_BYTES = 64 * KIB;
// Of the request line and all headers together. Node.js answers what is longer before any of our code sees it.
const MOST_OF_HEADERS_IN_BYTES = 16 * KIB;
const MOST_HEADERS = 100;
// RFC 9110 §4.1 has servers take addresses of 8,000 bytes at the least.
const LONGEST_ADDRESS = 8 * KIB;
const MOST_QUERY_PARAMETERS = 100;
// As it is written in the address: the longest there is, an LMS id of 100 characters, three bytes each.
export const LONGEST_PATH_PARAMETER = 300;
const LONGEST_WAIT_FOR_HEADERS = 10 * SECONDS;
// Longer than the 60 seconds after which proxies close what is idle: whoever closes first must not be the one that is written to.
const KEEP_ALIVE = 72 * SECONDS;

/**
 * How much one client may send, and how slowly. Who has not sent a whole
 * request in time, or reads nothing of the answer for as long, is hung up on.
 */
export function limitsOfServer({ http }: Config): FastifyHttpOptions<Server> {
  const longestRequest = http.longestRequestInSeconds * SECONDS;
  return {
    bodyLimit: BODY_LIMIT_IN_BYTES,
    requestTimeout: longestRequest,
    connectionTimeout: longestRequest,
    keepAliveTimeout: KEEP_ALIVE,
    routerOptions: { maxParamLength: LONGEST_PATH_PARAMETER },
    clientErrorHandler: answerMalformedHttp,
    http: {
      maxHeaderSize: MOST_OF_HEADERS_IN_BYTES,
      headersTimeout: Math.min(LONGEST_WAIT_FOR_HEADERS, longestRequest),
      connectionsCheckingInterval: 1 * SECONDS,
    },
  };
}

/** Bounds how many are connected at once: who comes then is closed at once, and others are served. */
export function limitConnections({ server }: FastifyInstance, { http }: Config): void {
  server.maxConnections = http.maxConnections;
  server.on('connect', answerConnect);
}

/** Refuses requests that ask in too many words, before anything else is done for them. */
export function limitRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    // HTTP/0.9 has no headers, and what is answered by it cannot be told from what is not (RFC 9112, Appendix C).
    const isTooOld = raw.httpVersionMajor < 1;
    done(
      isTooOld
        ? new DomainError('malformed-request', 'Speak HTTP/1.1.')
        : whatIsTooMuch(raw.url ?? '', raw.rawHeaders.length / 2),
    );
  });
}

function whatIsTooMuch(address: string, headers: number): DomainError | undefined {
  if (address.length > LONGEST_ADDRESS) {
    return new DomainError('uri-too-long', `Addresses have at most ${LONGEST_ADDRESS} bytes.`);
  }
  if (address.split('?', 2)[1]?.split('&', MOST_QUERY_PARAMETERS + 1).length === MOST_QUERY_PARAMETERS + 1) {
    return new DomainError('malformed-request', `An address has at most ${MOST_QUERY_PARAMETERS} parameters.`);
  }
  return headers > MOST_HEADERS
    ? new DomainError('headers-too-large', `A request has at most ${MOST_HEADERS} header fields.`)
    : undefined;
}
