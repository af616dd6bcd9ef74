import { Inject, Injectable } from '@nestjs/common';
import { normalizeIp, type ThrottlerStorage } from '@nestjs/throttler';
import { SECONDS } from '../clock/clock';
import { Config } from '../config/config';
import { CLIENT_LIMITS, type ClientLimitKind } from './rate-limits';
import { TooManyRequests } from './too-many-requests';

/** Where hits are counted: in this process, or in Redis for all of them. */
export const CLIENT_COUNTERS = Symbol('client counters');

const LONGEST_ADDRESS = 64;

/**
 * Counts what each client address asks for. All of an IPv6 /64 is one client: a
 * single household or machine has that many addresses.
 */
@Injectable()
export class ClientLimits {
  constructor(
    @Inject(CLIENT_COUNTERS) private readonly counters: ThrottlerStorage,
    private readonly config: Config,
  ) {}

  /** Takes one of what is left for the client, or throws `too-many-requests`. What was refused does not count. */
  async ensureWithin(kind: ClientLimitKind, address: string): Promise<void> {
    const { isOff, clientFactor } = this.config.rateLimits;
    if (isOff) {
      return;
    }
    const { times, withinMs } = CLIENT_LIMITS[kind];
    const client = normalizeIp(address.slice(0, LONGEST_ADDRESS));
    const blockMs = 0; // No punishment beyond the window.
    const hit = await this.counters.increment(`${kind}|${client}`, withinMs, Math.round(times * clientFactor), blockMs, kind);
    if (hit.isBlocked) {
      throw new TooManyRequests(hit.timeToBlockExpire * SECONDS);
    }
  }
}
