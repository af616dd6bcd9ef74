import { DatabaseBusy } from './database-errors';
import { type DatabaseLoad } from './database-load';

interface Waiting {
  readonly owner: object;
  readonly go: () => void;
}

/**
 * One owner at a time, first come first served; who waits too long, or comes when too many wait, gets {@link DatabaseBusy} instead
 * of hanging.
 */
export class Mutex implements DatabaseLoad {
  refused = 0;
  private holder: object | null = null;
  private readonly queue: Waiting[] = [];

  constructor(
    private readonly longestWaitInMs: number,
    private readonly mostWaiting = Infinity,
  ) {}

  get inUse(): number {
    return this.holder === null ? 0 : 1;
  }

  get waiting(): number {
    return this.queue.length;
  }

  acquire(owner: object): Promise<void> {
    if (this.holder === null) {
      this.holder = owner;
      return Promise.resolve();
    }
    if (this.queue.length >= this.mostWaiting) {
      return Promise.reject(this.busy('Too many are waiting for the database.'));
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(entry), 1);
        reject(this.busy('Waited too long for the database: was a query outside the transaction awaited inside it?'));
      }, this.longestWaitInMs);
      const entry: Waiting = {
        owner,
        go: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      this.queue.push(entry);
    });
  }

  /** Hands over to the next in line. A no-op for who does not hold it. */
  release(owner: object): void {
    if (this.holder !== owner) {
      return;
    }
    const next = this.queue.shift();
    this.holder = next?.owner ?? null;
    next?.go();
  }

  private busy(message: string): DatabaseBusy {
    this.refused += 1;
    return new DatabaseBusy(message);
  }
}
