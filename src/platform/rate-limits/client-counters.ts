import { type OnApplicationShutdown } from '@nestjs/common';
import { type ThrottlerStorage } from '@nestjs/throttler';
import { type Clock, MINUTES, SECONDS } from '../clock/clock';

type Hit = Parameters<ThrottlerStorage['increment']>;
type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface Client {
  /** When what was granted was asked for, oldest first; in milliseconds since 1970. */
  readonly moments: readonly number[];
  readonly withinMs: number;
}

const SWEEP_EVERY = 1 * MINUTES;

/**
 * Counters in the memory of this process, with a ceiling: some 300 bytes each
 * and 8 a hit, usually 40 MB at the most. Who has more addresses than that is not held up by limits
 * per address, so all is forgotten then, instead of refusing newcomers who are
 * none of it.
 *
 * They count by our own clock: those that come with the package would keep
 * people out for days after the system's clock was set back.
 */
export class ClientCounters implements ThrottlerStorage, OnApplicationShutdown {
  private readonly clients = new Map<string, Client>();
  private sweep: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly most = 50_000,
  ) {}

  get size(): number {
    return this.clients.size;
  }

  /** Counts a hit, unless there are `limit` within `ttl` milliseconds already. */
  increment(...[key, ttl, limit]: Hit): Promise<Counted> {
    if (this.size >= this.most && !this.clients.has(key)) {
      this.clients.clear();
    }
    this.sweep ??= setInterval(() => {
      this.forgetWhoIsGone();
    }, SWEEP_EVERY).unref();
    const now = this.clock.now().getTime();
    const moments = (this.clients.get(key)?.moments ?? []).filter((moment) => moment + ttl > now);
    const isBlocked = moments.length >= limit;
    const counting = isBlocked ? moments : [...moments, now];
    this.clients.set(key, { moments: counting, withinMs: ttl });
    return Promise.resolve(countedFrom(counting.length, isBlocked, (counting[0] ?? now) + ttl - now));
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweep);
    this.clients.clear();
  }

  private forgetWhoIsGone(): void {
    const now = this.clock.now().getTime();
    for (const [key, { moments, withinMs }] of this.clients) {
      if ((moments.at(-1) ?? 0) + withinMs <= now) {
        this.clients.delete(key);
      }
    }
  }
}

/** The package's record of a hit; `waitMs` until the oldest one does not count any more. */
export function countedFrom(totalHits: number, isBlocked: boolean, waitMs: number): Counted {
  const seconds = Math.max(1, Math.ceil(waitMs / SECONDS));
  return { totalHits, timeToExpire: seconds, isBlocked, timeToBlockExpire: isBlocked ? seconds : 0 };
}
