import { createHmac } from 'node:crypto';
import { type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type ThrottlerStorage } from '@nestjs/throttler';
import { Redis } from 'ioredis';
import { type Clock, later, MINUTES, SECONDS } from '../clock/clock';
import { type Log } from '../logging/log';
import { countedFrom } from './client-counters';

type Hit = Parameters<ThrottlerStorage['increment']>;
type Counted = ReturnType<ThrottlerStorage['increment']>;

const CONNECT_WITHIN = 1 * SECONDS;
const ANSWER_WITHIN = 0.5 * SECONDS;
const SILENT_CONNECTION_ENDS_AFTER = 5 * SECONDS;
const LONGEST_PAUSE_BETWEEN_TRIES = 3 * SECONDS;
const LEFT_ALONE_FOR = 1 * SECONDS;
const SAY_EVERY = 1 * MINUTES;

// The moments of what was granted lie in a sorted set, one a client and limit. All replicas go by their own clocks, which agree
// to a minute (ADR 22); that of the Redis server only clears up.
const COUNT = `
local key, now, ttl, limit, hit = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
redis.call('ZREMRANGEBYSCORE', key, '-inf', now - ttl)
local hits = redis.call('ZCARD', key)
local isBlocked = 1
if hits < limit then
  redis.call('ZADD', key, now, hit)
  redis.call('PEXPIRE', key, ttl)
  hits = hits + 1
  isBlocked = 0
end
local oldest = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
return { hits, isBlocked, oldest[2] }
`;

interface Parts {
  readonly url: string;
  /** Keys the hashes of the addresses: who reads Redis finds no person there. */
  readonly hashKey: Buffer;
  /** Count while Redis is away. */
  readonly ownCounters: ThrottlerStorage;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Counters in Redis, which all replicas share. While Redis is away or does not
 * answer in half a second, each process counts for itself: an outage must not
 * keep anybody from applying, nor lift the limits.
 *
 * Counts a sliding window and not what was refused, as {@link ClientCounters}
 * does and the packaged storages for Redis do not.
 */
export class SharedCounters implements ThrottlerStorage, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly redis: Redis;
  private leftAloneUntil = new Date(0);
  private saidAt: Date | null = null;
  private hits = 0;

  constructor(private readonly parts: Parts) {
    this.redis = new Redis(parts.url, {
      keyPrefix: 'matricula:',
      lazyConnect: true,
      connectTimeout: CONNECT_WITHIN,
      commandTimeout: ANSWER_WITHIN,
      socketTimeout: SILENT_CONNECTION_ENDS_AFTER,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: (tries) => Math.min(tries * 0.2 * SECONDS, LONGEST_PAUSE_BETWEEN_TRIES),
    });
    // Each try that fails; whoever asks is told as well, and says so.
    this.redis.on('error', () => undefined);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.redis.connect().catch((error: unknown) => {
      this.sayAway(error);
    });
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  async increment(...hit: Hit): Promise<Awaited<Counted>> {
    if (this.parts.clock.now() < this.leftAloneUntil) {
      return this.parts.ownCounters.increment(...hit);
    }
    try {
      const counted = await this.countInRedis(hit);
      this.sayBack();
      return counted;
    } catch (error) {
      this.leftAloneUntil = later(this.parts.clock.now(), LEFT_ALONE_FOR);
      this.sayAway(error);
      return this.parts.ownCounters.increment(...hit);
    }
  }

  private async countInRedis([key, ttl, limit]: Hit): Promise<Awaited<Counted>> {
    const now = this.parts.clock.now().getTime();
    const name = `client-limit:${createHmac('sha256', this.parts.hashKey).update(key).digest('base64url')}`;
    this.hits += 1;
    const answer = await this.redis.eval(COUNT, 1, name, now, ttl, limit, `${now}-${process.pid}-${this.hits}`);
    const [total, blocked, oldest] = answer as [number, number, string];
    return countedFrom(total, blocked === 1, Number(oldest) + ttl - now);
  }

  private sayAway(error: unknown): void {
    const now = this.parts.clock.now();
    if (this.saidAt === null || later(this.saidAt, SAY_EVERY) <= now) {
      this.parts.log.warn('Redis is away: each process counts for itself', { err: error });
      this.saidAt = now;
    }
  }

  private sayBack(): void {
    if (this.saidAt !== null) {
      this.parts.log.info('Redis is back: limits per client address are shared');
      this.saidAt = null;
    }
  }
}
