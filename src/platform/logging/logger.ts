import { type LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';
import { type LogLevel } from '../config/config';
import { loggedError } from './logged-error';
import { withoutAddresses } from './without-addresses';
import { traceFields } from '../tracing/spans';
import { requestFields } from './request-scope';

// A second net: no line is meant to carry these.
const SECRET_FIELDS = [
  'password',
  'passwordHash',
  'token',
  'ticket',
  'accessToken',
  'authorization',
  'cookie',
  'secretKey',
  'previousSecretKey',
  'email',
  'recipient',
];

// Nest tells of each module and route it sets up.
const STARTUP_CHATTER = ['InstanceLoader', 'NestFactory', 'RouterExplorer', 'RoutesResolver', 'NestApplication'];

/**
 * One JSON object a line on standard output; inside a request each carries its
 * `requestId`, inside a trace `traceId` and `spanId`. Serves Nest as its logger, and our own code through {@link Log}.
 */
export class Logger implements LoggerService {
  readonly pino: Pino;

  constructor(level: LogLevel) {
    this.pino = pino({
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...requestFields(), ...traceFields() }),
      serializers: { err: loggedError },
      // A third one: whatever a library says, and however deep it lies.
      hooks: { streamWrite: withoutAddresses },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    });
  }

  log(message: unknown, ...rest: unknown[]): void {
    const isChatter = STARTUP_CHATTER.includes(String(rest.at(-1)));
    this.write(isChatter ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  // Nest appends the context (a class name) as the last argument, errors put a stack before it.
  private write(level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace', message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const fields = {
      ...(typeof context === 'string' && { context }),
      ...(message instanceof Error && { err: message }),
      ...(rest.length > 1 && typeof rest[0] === 'string' && { stack: rest[0] }),
    };
    this.pino[level](fields, message instanceof Error ? message.name : String(message));
  }
}
