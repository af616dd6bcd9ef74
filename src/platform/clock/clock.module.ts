import { Global, Module } from '@nestjs/common';
import { Ids } from '../ids/ids';
import { Clock } from './clock';

@Global()
@Module({ providers: [Clock, Ids], exports: [Clock, Ids] })
export class ClockModule {}
