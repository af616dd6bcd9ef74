import { Injectable } from '@nestjs/common';
import { type FieldsVersion, RegistrationFieldsStore } from './registration-fields.store';
import { RegistrationTermsStore, type SavedTerms } from './registration-terms.store';

/** What a site's staff asks about its form. */
@Injectable()
export class RegistrationFieldsReadModel {
  constructor(
    private readonly registrationFields: RegistrationFieldsStore,
    private readonly registrationTerms: RegistrationTermsStore,
  ) {}

  fields(siteId: string): Promise<FieldsVersion> {
    return this.registrationFields.current(siteId);
  }

  terms(siteId: string): Promise<SavedTerms> {
    return this.registrationTerms.current(siteId);
  }
}
