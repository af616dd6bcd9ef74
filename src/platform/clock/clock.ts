import { Injectable } from '@nestjs/common';

/** The only place that asks the machine what time it is. Tests replace it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

export const SECONDS = 1000;
export const MINUTES = 60 * SECONDS;
export const HOURS = 60 * MINUTES;

/** The moment `milliseconds` after `moment` (before it, when negative). */
export function later(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}
