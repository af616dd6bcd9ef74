import { Injectable } from '@nestjs/common';
import { normalizeIp } from '@nestjs/throttler';
import { SECONDS } from '../clock/clock';
import { Config } from '../config/config';
import { ClientCounters } from './client-counters';
import { CLIENT_LIMITS, type ClientLimitKind } from './rate-limits';
import { TooManyRequests } from './too-many-requests';

const LONGEST_ADDRESS = 64;

/**
 * Counts what each client address asks for. All of an IPv6 /64 is one client: a
 * single household or machine has that many addresses.
 */
@Injectable()
export class ClientLimits {
  constructor(
    private readonly counters: ClientCounters,
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
