import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts';
import { ApplicationsModule } from '../applications';
import { ApprovalModule } from '../approval';
import { AuthModule } from '../auth';
import { BotProtectionModule } from '../bot-protection';
import { IdempotencyModule } from '../idempotency';
import { JobsModule } from '../jobs';
import { MailModule } from '../mail';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { ChangeRetention } from './change-retention.use-case';
import { Purges } from './purges';
import { RetentionController } from './retention.controller';
import { RetentionReadModel } from './retention.read-model';
import { RetentionSettingsStore } from './retention-settings.store';
import { SitePurge } from './site-purge';

@Module({
  imports: [
    AccountsModule,
    ApplicationsModule,
    ApprovalModule,
    AuthModule,
    BotProtectionModule,
    IdempotencyModule,
    JobsModule,
    MailModule,
    SiteHistoryModule,
    SitesModule,
  ],
  controllers: [RetentionController],
  providers: [ChangeRetention, Purges, RetentionReadModel, RetentionSettingsStore, SitePurge],
})
export class RetentionModule {}
