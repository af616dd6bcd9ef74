import { type Pool, type RowDataPacket } from 'mysql2';
import { type DataSource, QueryFailedError } from 'typeorm';
import { isSqlite } from './engine';

/**
 * A SELECT outside of transactions that is asked again and again with other
 * values: prepared once a connection, and without what TypeORM does around each
 * statement. For what has to be fast; `text` comes in few forms.
 */
export async function preparedRead<Row>(
  connection: DataSource,
  text: string,
  values: readonly (string | number | null)[],
): Promise<Row[]> {
  if (isSqlite(connection)) {
    return connection.query<Row[]>(text, [...values]);
  }
  const { pool } = connection.driver as unknown as { readonly pool: Pool };
  return new Promise((resolve, reject) => {
    pool.execute<RowDataPacket[]>(text, [...values], (error, rows) => {
      if (error === null) {
        resolve(rows as Row[]);
      } else {
        reject(new QueryFailedError(text, [...values], error));
      }
    });
  });
}
