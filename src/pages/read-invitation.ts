import { Injectable } from '@nestjs/common';
import { type Locale } from '../platform/i18n';
import { RegistrationSettingsStore } from '../registration-settings';
import { Entrances } from '../signup-urls';
import { SiteStore } from '../sites';

/** What a sign-up URL invites to. */
export interface Invitation {
  readonly siteName: string;
  readonly groupName: string;
  /** The site's own language. */
  readonly locale: Locale;
}

/** Somebody opens a sign-up URL in a browser, with nothing in hand but its key. */
@Injectable()
export class ReadInvitation {
  constructor(
    private readonly entrances: Entrances,
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  /** Throws `signup-url-not-valid`. */
  async execute(key: string): Promise<Invitation> {
    const { group } = await this.entrances.openAnywhere(key);
    const [site, settings] = await Promise.all([this.sites.getById(group.siteId), this.settings.get(group.siteId)]);
    return { siteName: site.name, groupName: group.name, locale: settings.locale };
  }
}
