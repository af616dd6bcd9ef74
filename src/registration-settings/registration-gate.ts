import { Injectable } from '@nestjs/common';
import { DomainError } from '../platform/problem/domain-error';
import { type Site, SiteStore } from '../sites';
import { type RegistrationSettings } from './registration-settings.entity';
import { RegistrationSettingsStore } from './registration-settings.store';

export interface OpenRegistration {
  readonly site: Site;
  readonly settings: RegistrationSettings;
}

/** Whether a site takes new applications: the operator made registration available *and* an administrator enabled it. */
@Injectable()
export class RegistrationGate {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  /** Throws `site-not-found`, or `registration-closed`. */
  async ensureOpen(slug: string): Promise<OpenRegistration> {
    const site = await this.sites.getBySlug(slug);
    const settings = await this.settings.get(site.id);
    if (!site.registrationAvailable || !settings.enabled) {
      throw new DomainError('registration-closed', 'This site takes no new applications at the moment.');
    }
    return { site, settings };
  }
}
