import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { SiteHistoryModule } from '../site-history';
import { SitesModule } from '../sites';
import { ChangeRegistrationSettings } from './change-registration-settings.use-case';
import { RegistrationGate } from './registration-gate';
import { RegistrationSettingsController } from './registration-settings.controller';
import { RegistrationSettingsReadModel } from './registration-settings.read-model';
import { RegistrationSettingsStore } from './registration-settings.store';

@Module({
  imports: [AuthModule, SiteHistoryModule, SitesModule],
  controllers: [RegistrationSettingsController],
  providers: [ChangeRegistrationSettings, RegistrationGate, RegistrationSettingsReadModel, RegistrationSettingsStore],
  exports: [ChangeRegistrationSettings, RegistrationGate, RegistrationSettingsStore],
})
export class RegistrationSettingsModule {}
