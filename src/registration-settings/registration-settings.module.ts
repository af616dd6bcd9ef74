import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MailModule } from '../mail';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { ChangeRegistrationSettings } from './change-registration-settings.use-case';
import { IntroduceFrontEnds } from './introduce-front-ends';
import { IntroduceSender } from './introduce-sender';
import { RegistrationGate } from './registration-gate';
import { RegistrationSettingsController } from './registration-settings.controller';
import { RegistrationSettingsReadModel } from './registration-settings.read-model';
import { RegistrationSettingsStore } from './registration-settings.store';

@Module({
  imports: [AuthModule, MailModule, SiteHistoryModule, SitesModule],
  controllers: [RegistrationSettingsController],
  providers: [
    ChangeRegistrationSettings,
    IntroduceFrontEnds,
    IntroduceSender,
    RegistrationGate,
    RegistrationSettingsReadModel,
    RegistrationSettingsStore,
  ],
  exports: [ChangeRegistrationSettings, RegistrationGate, RegistrationSettingsStore],
})
export class RegistrationSettingsModule {}
