import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts';
import { ActivationModule } from './activation';
import { ApplicationsModule } from './applications';
import { ApprovalModule } from './approval';
import { AuthModule } from './auth';
import { BrandingModule } from './branding';
import { BotProtectionModule } from './bot-protection';
import { CleanupModule } from './cleanup';
import { DemoSiteModule } from './demo-site';
import { DigestsModule } from './digests';
import { GroupSyncModule } from './group-sync';
import { GroupsModule } from './groups';
import { HealthModule } from './health';
import { JobsModule } from './jobs';
import { MailModule } from './mail';
import { MailDeskModule } from './mail-desk';
import { MailTemplatesModule } from './mail-templates';
import { PagesModule } from './pages';
import { ClockModule } from './platform/clock/clock.module';
import { type Config } from './platform/config/config';
import { ConfigModule } from './platform/config/config.module';
import { CryptoModule } from './platform/crypto/crypto.module';
import { DatabaseModule } from './platform/database/database.module';
import { HttpModule } from './platform/http/http.module';
import { LoggingModule } from './platform/logging/logging.module';
import { MetricsModule } from './platform/metrics/metrics.module';
import { RateLimitsModule } from './platform/rate-limits/rate-limits.module';
import { RegistrationFormModule } from './registration-form';
import { RegistrationSettingsModule } from './registration-settings';
import { RemindersModule } from './reminders';
import { RetentionModule } from './retention';
import { SCHEMA } from './schema';
import { SignupUrlsModule } from './signup-urls';
import { SigningKeysModule } from './signing-keys';
import { SiteHistoryModule } from './site-history';
import { SitesModule } from './sites';
import { StaffNotificationsModule } from './staff-notifications';

@Module({
  imports: [
    LoggingModule,
    MetricsModule,
    ClockModule,
    CryptoModule,
    HttpModule,
    RateLimitsModule,
    DatabaseModule.forSchema(SCHEMA),
    JobsModule,
    SiteHistoryModule,
    SitesModule,
    RegistrationSettingsModule,
    BrandingModule,
    BotProtectionModule,
    RegistrationFormModule,
    SigningKeysModule,
    AuthModule,
    MailModule,
    MailTemplatesModule,
    GroupsModule,
    SignupUrlsModule,
    AccountsModule,
    StaffNotificationsModule,
    ApplicationsModule,
    ActivationModule,
    DigestsModule,
    RemindersModule,
    ApprovalModule,
    MailDeskModule,
    GroupSyncModule,
    CleanupModule,
    RetentionModule,
    PagesModule,
    DemoSiteModule,
  ],
})
export class AppModule {
  /** The service with these settings. */
  static forConfig(config: Config): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.forConfig(config), HealthModule.forConfig(config)] };
  }
}
