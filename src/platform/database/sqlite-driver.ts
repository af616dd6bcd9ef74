import { DatabaseSync } from '@photostructure/sqlite';

// Extended result codes (https://www.sqlite.org/rescode.html) under the names better-sqlite3 gives them.
const ERROR_NAMES: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  261: 'SQLITE_BUSY_RECOVERY',
  275: 'SQLITE_CONSTRAINT_CHECK',
  517: 'SQLITE_BUSY_SNAPSHOT',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
};

type Row = Record<string, unknown>;
type Prepared = ReturnType<InstanceType<typeof DatabaseSync>['prepare']>;
type Bindable = null | number | bigint | string | Uint8Array;

function withNamedErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number') {
      Object.assign(error, { code: nameOf(error.errcode) });
    }
    throw error;
  }
}

// The low byte is the primary code: most kinds of I/O error are one to us.
const nameOf = (code: number): string => ERROR_NAMES[code] ?? ERROR_NAMES[code & 0xff] ?? `SQLITE_${code}`;

function bindable(value: unknown): Bindable {
  if (value === undefined) {
    return null;
  }
  if (typeof value === 'boolean') {
    return Number(value);
  }
  if (value instanceof Date) {
    return value.toISOString().replace('T', ' ').replace('Z', '');
  }
  return value as Bindable;
}

function readable(row: Row): Row {
  for (const [column, value] of Object.entries(row)) {
    if (value instanceof Uint8Array && !Buffer.isBuffer(value)) {
      row[column] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    } else if (typeof value === 'bigint') {
      row[column] = Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    }
  }
  return row;
}

class Statement {
  readonly reader: boolean;

  constructor(private readonly statement: Prepared) {
    this.reader = statement.columns().length > 0;
    statement.setReadBigInts(true);
  }

  all(...parameters: unknown[]): Row[] {
    return withNamedErrors(() => (this.statement.all(...parameters.map(bindable)) as Row[]).map(readable));
  }

  run(...parameters: unknown[]): { changes: number; lastInsertRowid: number } {
    return withNamedErrors(() => {
      const result = this.statement.run(...parameters.map(bindable));
      // A bigint at run time, whatever its type says: see setReadBigInts.
      const changes: unknown = result.changes;
      return { changes: Number(changes), lastInsertRowid: Number(result.lastInsertRowid) };
    });
  }
}

/**
 * @photostructure/sqlite in the shape of better-sqlite3, which is what TypeORM
 * asks of its `driver` option. Why this build of SQLite: ADR 0003.
 */
export class SqliteDriver {
  private readonly database: InstanceType<typeof DatabaseSync>;

  constructor(file: string, options: { readonly?: boolean; timeout?: number } = {}) {
    this.database = new DatabaseSync(file, { readOnly: options.readonly ?? false, timeout: options.timeout ?? 5000 });
  }

  prepare(sql: string): Statement {
    return withNamedErrors(() => new Statement(this.database.prepare(sql)));
  }

  exec(sql: string): this {
    withNamedErrors(() => {
      this.database.exec(sql);
    });
    return this;
  }

  pragma(sql: string): Row[] {
    return this.prepare(`PRAGMA ${sql}`).all();
  }

  close(): void {
    // Statements that wait for the garbage collector keep SQLite from doing so by itself.
    withNamedErrors(() => {
      this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    });
    this.database.close();
  }
}
