import { Injectable } from '@nestjs/common';
import { DomainError } from '../platform/problem/domain-error';
import { type Site } from '../sites';
import { type RegistrationSettings } from './registration-settings.entity';
import { RegistrationSettingsStore } from './registration-settings.store';

export interface OpenRegistration {
  readonly site: Site;
  readonly settings: RegistrationSettings;
}

/** Whether a site takes new applications: the operator made registration available *and* an administrator enabled it. */
export function isRegistrationOpen(site: Site, settings: RegistrationSettings): boolean {
  return site.registrationAvailable && settings.enabled;
}

/** Lets new applications pass only where a site takes them. */
@Injectable()
export class RegistrationGate {
  constructor(private readonly settings: RegistrationSettingsStore) {}

  /** Throws `registration-closed`. */
  async ensureOpen(site: Site): Promise<OpenRegistration> {
    const settings = await this.settings.get(site.id);
    if (!isRegistrationOpen(site, settings)) {
      throw new DomainError('registration-closed', 'This site takes no new applications at the moment.');
    }
    return { site, settings };
  }
}
