import { Injectable } from '@nestjs/common';
import { type RegistrationSettings } from './registration-settings.entity';
import { RegistrationSettingsStore } from './registration-settings.store';

/** What is asked about a site's settings. */
@Injectable()
export class RegistrationSettingsReadModel {
  constructor(private readonly settings: RegistrationSettingsStore) {}

  get(siteId: string): Promise<RegistrationSettings> {
    return this.settings.get(siteId);
  }
}
