import { SelectionChanged } from './approval.errors';

/** Waiting or running; or over: done, stopped by somebody, given up. */
export const JOB_STATES = ['queued', 'running', 'finished', 'cancelled', 'failed'] as const;

export type JobState = (typeof JOB_STATES)[number];

/** As the reviewer asked for it. */
type Filter = Readonly<Record<string, string | readonly string[]>>;

/** On which applications: these, in ascending order; or all that match what was asked and existed then. */
export type Selection =
  { readonly ids: readonly string[] } | { readonly filter: Filter; readonly timeZone: string; readonly upTo: string };

/** So many are decided while the reviewer waits; more by and by. */
export const MOST_AT_ONCE = 1000;

/** So many are decided in one transaction. */
export const BATCH = 200;

const SECONDS = 1000;
const FIRST_PAUSE_IN_MS = 5 * SECONDS;
const MOST_FAILURES = 5;

export const isOver = (state: JobState): boolean => state !== 'queued' && state !== 'running';

/** Throws {@link SelectionChanged} when `present` is further from what the reviewer saw than they agreed to. */
export function ensureAsExpected(present: number, expected: number, tolerance: number): void {
  if (Math.abs(present - expected) > tolerance) {
    throw new SelectionChanged(expected, present);
  }
}

/** When to try again after working on a job failed so often in a row, in milliseconds from then; null: not again. */
export function pauseAfter(failures: number): number | null {
  return failures >= MOST_FAILURES ? null : FIRST_PAUSE_IN_MS * 2 ** (failures - 1);
}
