import { uptime } from 'node:os';
import { Clock, SECONDS } from './clock';
import { type Agreement, type Readings, steadyTime } from './steady-time';

/** The machine's clock; but somebody who sets it does not move this one (ADR 22). */
export class SteadyClock extends Clock {
  private agreement: Agreement;
  private jumped = false;

  constructor(private readonly read: () => Readings = machineReadings) {
    super();
    this.agreement = this.agreementOn(0);
  }

  now(): Date {
    const { time, hasJumped, agreement } = steadyTime(this.agreement, this.read());
    this.agreement = agreement;
    this.jumped = hasJumped;
    return new Date(time);
  }

  /** Whether the system's clock was set while this process ran, and is not followed. */
  hasJumped(): boolean {
    this.now();
    return this.jumped;
  }

  /** From now on it is so much later than the system's clock says, or earlier: another clock is right. */
  setAhead(offset: number): void {
    this.agreement = this.agreementOn(offset);
  }

  private agreementOn(offset: number): Agreement {
    const { wall, monotonic, uptime: up } = this.read();
    return { time: wall + offset, monotonic, uptime: up(), offset };
  }
}

function machineReadings(): Readings {
  return { wall: Date.now(), monotonic: performance.now(), uptime: () => uptime() * SECONDS };
}
