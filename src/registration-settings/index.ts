export { ChangeRegistrationSettings } from './change-registration-settings.use-case';
export { ADMINISTRATORS } from './domain/settings';
export { type OpenRegistration, isRegistrationOpen, RegistrationGate } from './registration-gate';
export { RegistrationSettings } from './registration-settings.entity';
export { RegistrationSettingsModule } from './registration-settings.module';
export { RegistrationSettingsStore } from './registration-settings.store';
