import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { type ThrottlerStorage } from '@nestjs/throttler';
import { Clock } from '../clock/clock';
import { Config } from '../config/config';
import { Keys } from '../crypto/keys';
import { Log } from '../logging/log';
import { ClientCounters } from './client-counters';
import { ClientLimitGuard } from './client-limit.guard';
import { CLIENT_COUNTERS, ClientLimits } from './client-limits';
import { HashedTarget } from './hashed-target';
import { LogInLimits } from './log-in-limits';
import { RecipientLimits } from './recipient-limits';
import { SharedCounters } from './shared-counters';
import { TargetLimits } from './target-limits';

@Global()
@Module({
  providers: [
    {
      provide: CLIENT_COUNTERS,
      inject: [Config, Keys, Clock, Log],
      useFactory: clientCounters,
    },
    ClientLimits,
    HashedTarget,
    LogInLimits,
    RecipientLimits,
    TargetLimits,
    { provide: APP_GUARD, useClass: ClientLimitGuard },
  ],
  exports: [HashedTarget, LogInLimits, RecipientLimits, TargetLimits],
})
export class RateLimitsModule {}

function clientCounters({ redisUrl: url }: Config, keys: Keys, clock: Clock, log: Log): ThrottlerStorage {
  const ownCounters = new ClientCounters(clock);
  if (url === null) {
    log.info('limits per client address are counted by each process for itself: with several, name a Redis in REDIS_URL');
    return ownCounters;
  }
  log.info('limits per client address are shared through Redis');
  return new SharedCounters({ url, hashKey: keys.for('limited-addresses'), ownCounters, clock, log });
}
