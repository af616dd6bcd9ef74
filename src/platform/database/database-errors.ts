import { QueryFailedError } from 'typeorm';

const DUPLICATE_KEY = ['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE'];
const LOST_TO_ANOTHER = ['ER_LOCK_DEADLOCK', 'ER_CHECKREAD', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'];

/** A unique key said no: somebody else was first. */
export function isDuplicateKey(error: unknown): boolean {
  return DUPLICATE_KEY.includes(codeOf(error));
}

/** The engine undid the whole transaction in favour of another; running it again is safe and usually works. */
export function isLostToAnother(error: unknown): boolean {
  return LOST_TO_ANOTHER.includes(codeOf(error));
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
