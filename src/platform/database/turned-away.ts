import { Overloaded, TryLater } from '../problem/try-later';
import { isDatabaseAway, isHeldUp, isLostToAnother } from './database-errors';
import { Contention } from './transactions';

const DATABASE_MAY_BE_BACK_AFTER_SECONDS = 5;

/** What a client is told when the database is the reason, and waiting may help; null for any other error. */
export function turnedAway(error: unknown): TryLater | null {
  if (isDatabaseAway(error)) {
    return new TryLater(
      'database-unavailable',
      'The service cannot reach its database. Ask again in a moment.',
      DATABASE_MAY_BE_BACK_AFTER_SECONDS,
    );
  }
  return isHeldUp(error) || isLostToAnother(error) || error instanceof Contention ? new Overloaded() : null;
}
