import { type OnApplicationShutdown } from '@nestjs/common';
import { type ThrottlerStorage, ThrottlerStorageService } from '@nestjs/throttler';

/**
 * Counters in the memory of this process, with a ceiling: some 800 bytes each
 * and 8 a hit, usually 40 MB at the most. Who has more addresses than that is not held up by limits
 * per address, so all is forgotten then, instead of refusing newcomers who are
 * none of it.
 */
export class ClientCounters implements ThrottlerStorage, OnApplicationShutdown {
  private readonly memory = new ThrottlerStorageService();

  constructor(private readonly most = 50_000) {}

  get size(): number {
    return this.memory.storage.size;
  }

  increment(...hit: Parameters<ThrottlerStorage['increment']>): ReturnType<ThrottlerStorage['increment']> {
    const [key] = hit;
    if (this.size >= this.most && !this.memory.storage.has(key)) {
      this.forgetAll();
    }
    return this.memory.increment(...hit);
  }

  onApplicationShutdown(): void {
    this.forgetAll();
  }

  private forgetAll(): void {
    // What the package calls a shutdown clears its maps and its timer, which the next hit starts again.
    this.memory.onApplicationShutdown();
  }
}
