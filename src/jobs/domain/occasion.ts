const SECONDS = 1000;

/** So long a run holds its job without a sign of life. */
export const LEASE = 30 * SECONDS;

/** By so much the clocks of two processes may differ. */
const CLOCK_DIFFERENCE = 60 * SECONDS;

/** Waiting for its next tick; with a run under way; or left by a run that a shutdown ended early. */
export type JobPhase = 'idle' | 'running' | 'unfinished';

/** Why a run begins: the schedule, its holder died, its holder stopped, somebody asked. */
export type Occasion = 'tick' | 'taken_over' | 'resumed' | 'asked_for';

interface Standing {
  readonly phase: JobPhase;
  /** The tick of the schedule that was last run for. */
  readonly lastTick: Date;
  readonly leaseUntil: Date | null;
}

/** Why the job is to be run now; null when it is not. `tick` is the latest one of its schedule. */
export function occasionOf(job: Standing, tick: Date, now: Date): Occasion | null {
  switch (job.phase) {
    case 'running':
      return isHeld(job, now) ? null : 'taken_over';
    case 'unfinished':
      return 'resumed';
    case 'idle':
      return tick > job.lastTick || isBeyond(job.lastTick, now) ? 'tick' : null;
  }
}

/** Whether a run is under way. A lease that ends later than any can was given by a clock that has since gone back. */
export function isHeld({ phase, leaseUntil }: Standing, now: Date): boolean {
  return phase === 'running' && leaseUntil !== null && leaseUntil > now && !isBeyond(new Date(leaseUntil.getTime() - LEASE), now);
}

/** No clock that is right could have said so: the clock has gone back since. It must not stop the job until it has caught up. */
function isBeyond(moment: Date, now: Date): boolean {
  return moment.getTime() > now.getTime() + CLOCK_DIFFERENCE;
}
