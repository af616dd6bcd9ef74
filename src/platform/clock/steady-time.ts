/** What the machine's clocks say at one moment, all in milliseconds. */
export interface Readings {
  /** The system's clock, since 1970: somebody may set it. */
  readonly wall: number;
  /** Counts on steadily whatever is set, but stands still while the machine sleeps. */
  readonly monotonic: number;
  /** Since the machine was started, sleep included; to the hundredth of a second or only to the second. Costs more to ask. */
  readonly uptime: () => number;
}

/** The last moment at which the clocks agreed. */
export interface Agreement {
  /** What time it was then, since 1970. */
  readonly time: number;
  readonly monotonic: number;
  readonly uptime: number;
  /** How far the time that counts is ahead of the system's clock: 0 unless the database's clock was taken instead at start. */
  readonly offset: number;
}

export interface SteadyTime {
  /** What time it is, since 1970. */
  readonly time: number;
  /** The system's clock was set, and is not followed. */
  readonly hasJumped: boolean;
  readonly agreement: Agreement;
}

// The clocks are compared with how they stood a while ago, and not with a moment ago: asking all of them costs more than asking one.
const AGREES_FOR_IN_MS = 1_000;

/** Up to here a clock is put right (NTP, a leap second, drift); beyond, it was set. */
const LARGEST_STEP_IN_MS = 60_000;

/**
 * What time it is, if the clocks agreed as `last` says.
 *
 * The system's clock is followed as long as it agrees, to a minute, with the
 * time gone by. When it does not, either the machine has slept, which its uptime
 * tells, or the clock was set: then our own time goes on as if nothing had
 * happened, until the system's clock agrees with it again.
 */
export function steadyTime(last: Agreement, now: Readings): SteadyTime {
  const expected = last.time + now.monotonic - last.monotonic;
  const followed = wallNear(expected, last, now);
  if (followed !== null) {
    const isFresh = now.monotonic - last.monotonic < AGREES_FOR_IN_MS && followed.offset === last.offset;
    return isFresh ? { time: followed.time, hasJumped: false, agreement: last } : agreed(followed, now);
  }
  const afterSleep = wallNear(last.time + now.uptime() - last.uptime, last, now);
  return afterSleep === null ? { time: expected, hasJumped: true, agreement: last } : agreed(afterSleep, now);
}

interface Wall {
  readonly time: number;
  readonly offset: number;
}

// Once the system's clock is right by itself, nothing is added to it any more.
function wallNear(expected: number, { offset }: Agreement, { wall }: Readings): Wall | null {
  const candidates = [
    { time: wall + offset, offset },
    { time: wall, offset: 0 },
  ];
  return candidates.find(({ time }) => Math.abs(time - expected) <= LARGEST_STEP_IN_MS) ?? null;
}

function agreed({ time, offset }: Wall, { monotonic, uptime }: Readings): SteadyTime {
  return { time, hasJumped: false, agreement: { time, monotonic, uptime: uptime(), offset } };
}
