import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { turnedAway } from '../database/turned-away';
import { negotiateLocale } from '../i18n';
import { Log } from '../logging/log';
import { DomainError } from '../problem/domain-error';
import { problemOf } from '../problem/problem';

export const NDJSON_MEDIA_TYPE = 'application/x-ndjson';
export const CSV_MEDIA_TYPE = 'text/csv';

/** What may stand in a cell. Null: an empty one. */
export type Cell = string | number | boolean | null;

export interface Csv {
  /** What a browser saves it as. */
  readonly fileName: string;
  readonly header: readonly string[];
  /** Some rows at a time. */
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}

/**
 * Sends what is too long to be held in memory, batch by batch, as fast as the
 * client takes it. When the client goes away, the source is closed (its
 * `finally` blocks run).
 *
 * An error before the first batch is thrown, and answered like any other. What
 * comes later cannot change the status any more: see the methods.
 */
@Injectable()
export class StreamedAnswers {
  constructor(private readonly log: Log) {}

  /** One JSON object a line. A later error is the last line, with nothing but the member `problem` (RFC 9457). */
  async ndjson(request: FastifyRequest, reply: FastifyReply, batches: AsyncIterable<readonly object[]>): Promise<void> {
    const lines = (batch: readonly object[]): string => batch.map((line) => `${JSON.stringify(line)}\n`).join('');
    const orProblem = (error: unknown): string => lines([{ problem: this.problemOf(error, request) }]);
    await send(reply, { mediaType: NDJSON_MEDIA_TYPE, chunks: mapped(batches, lines), lastWords: orProblem });
  }

  /**
   * RFC 4180 with a header row, in UTF-8 with a byte order mark, which Excel
   * needs to see that it is UTF-8. A text that a spreadsheet would run as a
   * formula gets an apostrophe before it (OWASP, "CSV Injection"). A later
   * error cuts the connection: half a file must not look like a whole one.
   */
  async csv(request: FastifyRequest, reply: FastifyReply, { fileName, header, batches }: Csv): Promise<void> {
    void reply.header('content-disposition', `attachment; filename="${fileName}"`);
    const cut = (error: unknown): never => {
      this.problemOf(error, request);
      throw error;
    };
    await send(reply, {
      mediaType: `${CSV_MEDIA_TYPE}; charset=utf-8; header=present`,
      chunks: withHeader(header, mapped(batches, recordsOf)),
      lastWords: cut,
    });
  }

  private problemOf(error: unknown, request: FastifyRequest): object {
    const known = error instanceof DomainError ? error : turnedAway(error);
    if (known === null) {
      this.log.error('request failed', { err: error, code: 'internal-error' });
    }
    const told = known ?? new DomainError('internal-error', 'The rest is missing.');
    return problemOf(told, request.id, negotiateLocale(request.headers['accept-language']));
  }
}

interface Sending {
  readonly mediaType: string;
  readonly chunks: AsyncGenerator<string>;
  readonly lastWords: (error: unknown) => string;
}

async function send(reply: FastifyReply, { mediaType, chunks, lastWords }: Sending): Promise<void> {
  const first = await chunks.next();
  async function* all(): AsyncGenerator<string> {
    try {
      if (first.done !== true) {
        yield first.value;
      }
      yield* chunks;
    } catch (error) {
      yield lastWords(error);
    }
  }
  const stream = Readable.from(all(), { objectMode: false });
  // Not a finally in all(): of a client that is gone already, not even its first line is asked for.
  stream.once('close', () => void chunks.return(undefined));
  void reply.headers({ 'content-type': mediaType, 'cache-control': 'no-store' }).send(stream);
}

async function* mapped<T>(batches: AsyncIterable<T>, toText: (batch: T) => string): AsyncGenerator<string> {
  for await (const batch of batches) {
    yield toText(batch);
  }
}

const BYTE_ORDER_MARK = '\uFEFF';

async function* withHeader(header: readonly string[], chunks: AsyncGenerator<string>): AsyncGenerator<string> {
  const first = await chunks.next();
  yield BYTE_ORDER_MARK + recordsOf([header]) + (first.done === true ? '' : first.value);
  yield* chunks;
}

// Nothing in it to quote, and nothing first that a formula begins with: most cells are so, and need no more than to be written down.
const PLAIN = /^(?![=+\-@\uFF1D\uFF0B\uFF0D\uFF20])[^"\t\r\n,\uFF0C]*$/;

function recordsOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => (row.length > 1 && row.every(isPlain) ? `${row.join(',')}\r\n` : recordOf(row))).join('');
}

function isPlain(cell: Cell): boolean {
  return typeof cell !== 'string' || PLAIN.test(cell);
}

function recordOf(row: readonly Cell[]): string {
  return stringify([row], {
    record_delimiter: 'windows',
    escape_formulas: true,
    // RFC 4180 §2.6: any line break is quoted, not just the one that ends records.
    quoted_match: /[\r\n]/,
    cast: { boolean: String },
  });
}
