import { Injectable } from '@nestjs/common';
import { type MailParams, type Reading, sampleParams, type TemplateKey, type TemplateVariable } from '../mail';
import { RegistrationSettingsStore } from '../registration-settings';
import { SiteStore } from '../sites';

export interface SampleMail {
  readonly params: MailParams;
  readonly reading: Reading;
}

/** What mails that are only looked at are filled with: the site’s own name, time zone and log-in URL, and people who do not exist. */
@Injectable()
export class SampleMails {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
  ) {}

  async of({ siteId, locale }: TemplateKey, variables: readonly TemplateVariable[]): Promise<SampleMail> {
    const [site, settings] = await Promise.all([this.sites.getById(siteId), this.settings.get(siteId)]);
    const { timeZone, logInUrl } = settings;
    const samples = sampleParams(variables, locale);
    const params: MailParams = { ...samples, siteName: site.name, timeZone, ...(logInUrl !== null && { logInUrl }) };
    return { params, reading: { locale, timeZone } };
  }
}
