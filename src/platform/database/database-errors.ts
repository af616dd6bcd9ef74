import { QueryFailedError } from 'typeorm';

const DUPLICATE_KEY = ['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE'];
const LOST_TO_ANOTHER = ['ER_LOCK_DEADLOCK', 'ER_CHECKREAD', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'];
const HELD_UP = ['ER_LOCK_WAIT_TIMEOUT', 'SQLITE_LOCKED', 'SQLITE_BUSY_RECOVERY'];

// Of the connection, of a server that stops or starts, or of a place to write to that is full or read-only for now.
const AWAY = [
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
  ...['PROTOCOL_CONNECTION_LOST', 'PROTOCOL_SEQUENCE_TIMEOUT', 'ER_CON_COUNT_ERROR', 'ER_USER_LIMIT_REACHED'],
  ...['ER_SERVER_SHUTDOWN', 'ER_NORMAL_SHUTDOWN', 'ER_CONNECTION_KILLED', 'ER_QUERY_INTERRUPTED'],
  ...['ER_DISK_FULL', 'ER_RECORD_FILE_FULL', 'ER_OPTION_PREVENTS_STATEMENT', 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION'],
  ...['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'],
];

// The driver gives these no code.
const AWAY_IN_WORDS = /in closed state|Pool is closed/;

/** The database cannot be reached now. */
export class DatabaseAway extends Error {
  constructor(options?: ErrorOptions) {
    super('The database is away.', options);
    this.name = new.target.name;
  }
}

/** The database is there, but too many are waiting for it already, or one has waited too long. */
export class DatabaseBusy extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A unique key said no: somebody else was first. */
export function isDuplicateKey(error: unknown): boolean {
  return DUPLICATE_KEY.includes(codeOf(error));
}

/** The engine undid the whole transaction in favour of another; running it again is safe and usually works. */
export function isLostToAnother(error: unknown): boolean {
  return LOST_TO_ANOTHER.includes(codeOf(error));
}

/** Others hold what is needed, or all there is of connections, and do not let go in time. */
export function isHeldUp(error: unknown): boolean {
  return error instanceof DatabaseBusy || HELD_UP.includes(codeOf(error));
}

/**
 * Nothing can be asked of the database now, and waiting may help. Whether a
 * transaction was kept whose COMMIT failed so is not known.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) {
    return true;
  }
  if (!(error instanceof QueryFailedError)) {
    return false;
  }
  // What the driver throws is an Error, though it is typed as anything.
  const { message } = error.driverError as Error;
  return AWAY.includes(codeOf(error)) || AWAY_IN_WORDS.test(message);
}

/** The code that the driver gave the error, or ''. */
export function codeOf(error: unknown): string {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
