import { type PoolConnection, type RowDataPacket } from 'mysql2';
import { type DataSource, QueryFailedError } from 'typeorm';
import { ConnectionGate } from './connection-gate';
import { sharedRunner } from './shared-runner';
import { inStatementSpan } from './statement-traces';

/**
 * A SELECT outside of transactions, but for `Transactions.together`, that is asked again and again with other
 * values: prepared once a connection, and without what TypeORM does around each
 * statement. For what has to be fast; `text` comes in few forms. Moments come as
 * texts on both engines: see {@link isoOf}.
 */
export async function preparedRead<Row>(
  connection: DataSource,
  text: string,
  values: readonly (string | number | null)[],
): Promise<Row[]> {
  const gate = ConnectionGate.of(connection);
  if (gate === null) {
    return connection.query<Row[]>(text, [...values]);
  }
  return inStatementSpan(connection, text, () => execute<Row>(gate, text, values));
}

async function execute<Row>(gate: ConnectionGate, text: string, values: readonly (string | number | null)[]): Promise<Row[]> {
  const runner = sharedRunner();
  const taken = runner === undefined ? await gate.take() : ((await runner.connect()) as PoolConnection);
  return new Promise((resolve, reject) => {
    taken.execute<RowDataPacket[]>({ sql: text, values: [...values], dateStrings: true }, (error, rows) => {
      if (runner === undefined) {
        taken.release();
      }
      if (error === null) {
        resolve(rows as Row[]);
      } else {
        reject(new QueryFailedError(text, [...values], error));
      }
    });
  });
}

const WITHOUT_MILLISECONDS = 'YYYY-MM-DD hh:mm:ss'.length;

/** A moment of a row as ISO 8601, UTC; for the thousands of times of lists, which need no Date to become that text. */
export function isoOf(raw: string): string {
  const text = raw.replace(' ', 'T');
  return text.length === WITHOUT_MILLISECONDS ? `${text}.000Z` : `${text}Z`;
}
