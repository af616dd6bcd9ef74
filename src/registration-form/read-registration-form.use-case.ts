import { Injectable } from '@nestjs/common';
import { negotiateLocale } from '../platform/i18n';
import { RegistrationSettingsStore } from '../registration-settings';
import { Entrances } from '../signup-urls';
import { SiteStore } from '../sites';
import { FormViews, type FormView } from './form-view';
import { RegistrationForms } from './registration-forms';

/** Somebody wants to apply, and is shown the form; also while the site takes no applications. */
@Injectable()
export class ReadRegistrationForm {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly entrances: Entrances,
    private readonly forms: RegistrationForms,
    private readonly views: FormViews,
  ) {}

  /**
   * In the reader's language, or the site's own. Throws `site-not-found`, `signup-url-not-valid`.
   *
   * @param signupUrlKey of the sign-up URL it is opened through
   */
  async execute(slug: string, acceptLanguage: string | undefined, signupUrlKey?: string): Promise<FormView> {
    const site = await this.sites.getBySlug(slug);
    const settings = await this.settings.get(site.id);
    const entrance = signupUrlKey === undefined ? null : await this.entrances.open(site.id, signupUrlKey);
    const form = await this.forms.of(site, settings, entrance);
    return this.views.view(form, negotiateLocale(acceptLanguage, form.locale));
  }
}
