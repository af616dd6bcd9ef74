import { Injectable } from '@nestjs/common';
import { type Logger as Pino } from 'pino';
import { Config } from '../config/config';
import { Logger } from './logger';

type Fields = Readonly<Record<string, unknown>>;

/** The log, for our own code: a sentence, and fields to search by. Errors go into the field `err`. */
@Injectable()
export class Log {
  readonly logger: Logger;
  private readonly pino: Pino;

  constructor(config: Config) {
    this.logger = new Logger(config.logLevel);
    this.pino = this.logger.pino;
  }

  info(message: string, fields: Fields = {}): void {
    this.pino.info(fields, message);
  }

  warn(message: string, fields: Fields = {}): void {
    this.pino.warn(fields, message);
  }

  error(message: string, fields: Fields = {}): void {
    this.pino.error(fields, message);
  }

  debug(message: string, fields: Fields = {}): void {
    this.pino.debug(fields, message);
  }
}
