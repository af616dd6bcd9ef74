import { Injectable } from '@nestjs/common';
import { negotiateLocale } from '../platform/i18n';
import { RegistrationSettingsStore } from '../registration-settings';
import { SiteStore } from '../sites';
import { FormViews, type FormView } from './form-view';
import { RegistrationForms } from './registration-forms';

/** Somebody wants to apply, and is shown the form; also while the site takes no applications. */
@Injectable()
export class ReadRegistrationForm {
  constructor(
    private readonly sites: SiteStore,
    private readonly settings: RegistrationSettingsStore,
    private readonly forms: RegistrationForms,
    private readonly views: FormViews,
  ) {}

  /** In the reader's language, or the site's own. Throws `site-not-found`. */
  async execute(slug: string, acceptLanguage: string | undefined): Promise<FormView> {
    const site = await this.sites.getBySlug(slug);
    const settings = await this.settings.get(site.id);
    const form = await this.forms.of(site, settings);
    return this.views.view(form, negotiateLocale(acceptLanguage, form.locale));
  }
}
