import { Module } from '@nestjs/common';
import { MailModule } from '../mail';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { Readiness } from './readiness';

@Module({ imports: [MailModule], controllers: [HealthController, MetricsController], providers: [Readiness] })
export class HealthModule {}
