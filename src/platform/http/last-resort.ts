import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type OutgoingMessage } from 'node:http';
import { type Duplex } from 'node:stream';
import { type Socket } from 'node:net';
import { DomainError } from '../problem/domain-error';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../problem/problem';
import { type ProblemCode } from '../problem/problem-catalogue';
import { HEADERS_OF_LAST_RESORT } from './security-headers';

type Refusal = readonly [code: ProblemCode, statusText: string, message: string];

const TOO_SLOW: Refusal = ['request-timeout', 'Request Timeout', 'The request did not arrive in time.'];
const NOT_HTTP: Refusal = ['malformed-request', 'Bad Request', 'This is not HTTP as the service understands it.'];

// What Node.js calls it.
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'Request Header Fields Too Large', 'The address and the headers are too long.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['body-too-large', 'Content Too Large', 'The chunks of the body have too many extensions.'],
  ERR_HTTP_REQUEST_TIMEOUT: TOO_SLOW,
};

/** Answers what never became a request, as a problem, and hangs up. Says nothing into an answer that has begun. */
export function answerMalformedHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  hangUp(socket, REFUSALS[error.code ?? ''] ?? NOT_HTTP);
}

/** The service is no proxy: nothing can be reached through it. */
export function answerConnect(_request: IncomingMessage, socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  hangUp(socket, ['method-not-allowed', 'Method Not Allowed', 'This is no proxy.'], 'allow: GET\r\n');
}

function isAnswering(socket: Socket & { _httpMessage?: OutgoingMessage | null }): boolean {
  return socket._httpMessage?.headersSent === true;
}

function hangUp(socket: Duplex, [code, statusText, message]: Refusal, more = ''): void {
  const problem = problemOf(new DomainError(code, message), randomUUID(), 'en');
  const body = JSON.stringify(problem);
  const headers = Object.entries({
    ...HEADERS_OF_LAST_RESORT,
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${problem.status} ${statusText}\r\n${more}${lines}\r\n${body}`);
}
