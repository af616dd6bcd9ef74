import { type DynamicModule, Module } from '@nestjs/common';
import { MailModule } from '../mail';
import { type Config } from '../platform/config/config';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { Readiness } from './readiness';

@Module({ imports: [MailModule], controllers: [HealthController], providers: [Readiness] })
export class HealthModule {
  /** Where nobody may read the metrics, their address is one like any other that does not exist. */
  static forConfig({ exposed }: Config): DynamicModule {
    return { module: HealthModule, controllers: exposed.metrics === 'off' ? [] : [MetricsController] };
  }
}
