import { Module } from '@nestjs/common';
import { MailModule } from '../mail';
import { HealthController } from './health.controller';
import { Readiness } from './readiness';

@Module({ imports: [MailModule], controllers: [HealthController], providers: [Readiness] })
export class HealthModule {}
