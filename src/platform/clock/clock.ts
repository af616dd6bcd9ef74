/** What time it is. The only place to ask. Tests replace it. */
export abstract class Clock {
  abstract now(): Date;
}

export const SECONDS = 1000;
export const MINUTES = 60 * SECONDS;
export const HOURS = 60 * MINUTES;

/** The moment `milliseconds` after `moment` (before it, when negative). */
export function later(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}
