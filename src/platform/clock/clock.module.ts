import { Global, Module } from '@nestjs/common';
import { Ids } from '../ids/ids';
import { Clock } from './clock';
import { ClockWatch } from './clock-watch';
import { SteadyClock } from './steady-clock';

@Global()
@Module({
  providers: [
    { provide: SteadyClock, useFactory: () => new SteadyClock() },
    { provide: Clock, useExisting: SteadyClock },
    ClockWatch,
    Ids,
  ],
  exports: [SteadyClock, Clock, Ids],
})
export class ClockModule {}
