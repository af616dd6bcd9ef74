import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ClientCounters } from './client-counters';
import { ClientLimitGuard } from './client-limit.guard';
import { ClientLimits } from './client-limits';
import { HashedTarget } from './hashed-target';
import { RecipientLimits } from './recipient-limits';
import { TargetLimits } from './target-limits';

@Global()
@Module({
  providers: [
    { provide: ClientCounters, useFactory: () => new ClientCounters() },
    ClientLimits,
    HashedTarget,
    RecipientLimits,
    TargetLimits,
    { provide: APP_GUARD, useClass: ClientLimitGuard },
  ],
  exports: [HashedTarget, RecipientLimits, TargetLimits],
})
export class RateLimitsModule {}
