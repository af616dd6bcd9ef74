import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../logging/log';
import { Metrics } from '../metrics/metrics';
import { later, MINUTES, SECONDS } from './clock';
import { SteadyClock } from './steady-clock';

const LOOK_EVERY = 1 * SECONDS;
const SAY_EVERY = 1 * MINUTES;

/** Keeps an eye on the system's clock, also while nobody asks what time it is, and tells operations when it was set. */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private saidAt: Date | null = null;

  constructor(
    private readonly clock: SteadyClock,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    metrics.gauge({
      name: 'matricula_clock_jumped',
      help: 'Whether the system’s clock was set while the service ran, and is not followed.',
      collect: (gauge) => {
        gauge.set(clock.hasJumped() ? 1 : 0);
      },
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.look();
    }, LOOK_EVERY).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    if (!this.clock.hasJumped()) {
      if (this.saidAt !== null) {
        this.log.info('the system’s clock is right again');
      }
      this.saidAt = null;
      return;
    }
    const now = this.clock.now();
    if (this.saidAt === null || later(this.saidAt, SAY_EVERY) <= now) {
      this.log.error('the system’s clock was set, and is not followed: set it right, or restart the service', {
        now: now.toISOString(),
      });
      this.saidAt = now;
    }
  }
}
