import { CronTime } from 'cron';
import { HOURS, later, MINUTES } from './clock';

const DAYS = 24 * HOURS;
// One that holds many ticks is looked through only when the shorter ones hold none. Every expression has a tick in eight years.
const LOOKED_BACK = [MINUTES, HOURS, DAYS, 32 * DAYS, 8 * 366 * DAYS];

/** The moments that a cron expression names ("ticks"): five fields, or six with seconds before them. */
export class CronSchedule {
  private readonly time: CronTime;
  private known: { readonly latest: Date; readonly next: Date } | null = null;

  /** Throws when `cron` cannot be read, or names no moment at all. */
  constructor(
    readonly cron: string,
    readonly timeZone: 'UTC',
  ) {
    this.time = new CronTime(cron, timeZone);
    this.next(new Date(0));
  }

  /** The first tick after `moment`. */
  next(moment: Date): Date {
    return this.time.getNextDateFrom(moment, this.timeZone).toJSDate();
  }

  /** The last tick at or before `moment`: the same on every machine, and whenever it is asked, until the next one. */
  latest(moment: Date): Date {
    // To look costs milliseconds in which nobody is answered: once a tick, and when the clock was set back.
    if (this.known === null || moment < this.known.latest || moment >= this.known.next) {
      const latest = this.lookBack(moment);
      this.known = { latest, next: this.next(latest) };
    }
    return this.known.latest;
  }

  private lookBack(moment: Date): Date {
    for (const span of LOOKED_BACK) {
      // From a millisecond before, since what is on the edge counts.
      let tick = this.next(later(moment, -span - 1));
      if (tick <= moment) {
        for (let next = this.next(tick); next <= moment; next = this.next(next)) {
          tick = next;
        }
        return tick;
      }
    }
    throw new Error(`"${this.cron}" names no moment before ${moment.toISOString()}.`);
  }
}
