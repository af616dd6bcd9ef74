import { type HistorySubject } from './history-subject';

/** Which entries of a site; all conditions together. What is not said does not matter. */
export interface HistoryFilter {
  /** Any of these; all, when empty. */
  readonly subjects: readonly HistorySubject[];
  /** Who did it: a member of staff, or an API key. */
  readonly actorId?: string;
  /** What it happened to. */
  readonly aboutId?: string;
  /** Then or later. */
  readonly from?: Date;
  /** Before then. */
  readonly before?: Date;
}
