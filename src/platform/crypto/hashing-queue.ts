import { Overloaded } from '../problem/try-later';

export interface Places {
  readonly atOnce: number;
  readonly mostWaiting: number;
  readonly longestWaitInMs: number;
}

/** Whether nobody waits for the result any more. */
export type IsAbandoned = () => boolean;

interface Waiting {
  readonly since: number;
  readonly isAbandoned: IsAbandoned;
  readonly go: () => void;
  readonly giveUp: (error: Error) => void;
}

const MS_PER_SECOND = 1000;

/**
 * So much work at once, and only so much more waiting, first come first served.
 * Who comes beyond that is turned away at once; what has waited too long, or is
 * waited for by nobody, is not begun: after a rush the queue is soon empty, and
 * none of the work was in vain.
 */
export class HashingQueue {
  refused = 0;
  private running = 0;
  private readonly queue: Waiting[] = [];

  constructor(private readonly places: Places) {}

  get waiting(): number {
    return this.queue.length;
  }

  /** The result of `work`. Throws {@link Overloaded}. */
  async run<T>(work: () => Promise<T>, isAbandoned: IsAbandoned): Promise<T> {
    await this.turn(isAbandoned);
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.next();
    }
  }

  private turn(isAbandoned: IsAbandoned): Promise<void> {
    if (this.running < this.places.atOnce) {
      this.running += 1;
      return Promise.resolve();
    }
    if (this.queue.length >= this.places.mostWaiting) {
      return Promise.reject(this.refusal());
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ since: performance.now(), isAbandoned, go: resolve, giveUp: reject });
    });
  }

  private next(): void {
    for (let first = this.queue.shift(); first !== undefined; first = this.queue.shift()) {
      const hasWaitedTooLong = performance.now() - first.since > this.places.longestWaitInMs;
      if (!hasWaitedTooLong && !first.isAbandoned()) {
        this.running += 1;
        first.go();
        return;
      }
      first.giveUp(this.refusal());
    }
  }

  private refusal(): Overloaded {
    this.refused += 1;
    return new Overloaded(Math.ceil(this.places.longestWaitInMs / MS_PER_SECOND));
  }
}
