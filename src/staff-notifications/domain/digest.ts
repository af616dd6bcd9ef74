import { type Pace } from './pace';

/** What somebody has chosen, and how far they have been told. */
export interface DigestStanding {
  readonly pace: Pace;
  readonly chosenAt: Date;
  readonly lastDigestAt: Date | null;
}

const HOUR_IN_MS = 3_600_000;

/**
 * What came to wait after this moment is for a digest to tell; what came before
 * is not: it was told by another digest, or before digests were chosen.
 */
export function digestBeginsAt({ chosenAt, lastDigestAt }: Omit<DigestStanding, 'pace'>): Date {
  return lastDigestAt !== null && lastDigestAt > chosenAt ? lastDigestAt : chosenAt;
}

/** Whether there may be a digest now: one an hour of the clock (UTC) at most. */
export function isDigestDue({ pace, lastDigestAt }: Omit<DigestStanding, 'chosenAt'>, now: Date): boolean {
  return pace === 'hourly' && (lastDigestAt === null || hourOf(lastDigestAt) < hourOf(now));
}

/**
 * Whether somebody is told at once of an application that waits since that
 * moment. Who gets digests is, too, when no digest to come would have it: it
 * was activated while one was being written, or by a process whose clock is behind.
 */
export function isToldAtOnce(standing: DigestStanding, waitsSince: Date): boolean {
  return standing.pace === 'immediately' || (standing.pace === 'hourly' && waitsSince <= digestBeginsAt(standing));
}

function hourOf(moment: Date): number {
  return Math.floor(moment.getTime() / HOUR_IN_MS);
}
