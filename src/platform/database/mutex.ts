interface Waiting {
  readonly owner: object;
  readonly go: () => void;
}

/** One owner at a time, first come first served; who waits too long gets an error instead of hanging. */
export class Mutex {
  private holder: object | null = null;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly longestWaitInMs: number) {}

  acquire(owner: object): Promise<void> {
    if (this.holder === null) {
      this.holder = owner;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(new Error('Waited too long for the database: was a query outside the transaction awaited inside it?'));
      }, this.longestWaitInMs);
      const entry: Waiting = {
        owner,
        go: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      this.waiting.push(entry);
    });
  }

  /** Hands over to the next in line. A no-op for who does not hold it. */
  release(owner: object): void {
    if (this.holder !== owner) {
      return;
    }
    const next = this.waiting.shift();
    this.holder = next?.owner ?? null;
    next?.go();
  }
}
