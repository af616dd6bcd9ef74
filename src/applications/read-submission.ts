import { Injectable } from '@nestjs/common';
import { type Locale } from '../platform/i18n';
import {
  type CheckedSubmission,
  checkSubmission,
  isStale,
  type RegistrationForm,
  RegistrationForms,
  type SubmissionInput,
} from '../registration-form';
import { type OpenRegistration, RegistrationGate } from '../registration-settings';
import { type Site } from '../sites';

/** What was sent, and to which form. */
export interface ReadForm {
  readonly open: OpenRegistration;
  readonly form: RegistrationForm;
  readonly checked: CheckedSubmission;
}

/** Reads what an applicant sent against the site's form as it is now: the part that previewing and applying share. */
@Injectable()
export class ReadSubmission {
  constructor(
    private readonly gate: RegistrationGate,
    private readonly forms: RegistrationForms,
  ) {}

  /** Throws `registration-closed`, `form-changed`, `validation-failed`. */
  async execute(site: Site, submission: SubmissionInput, locale: Locale): Promise<ReadForm> {
    const open = await this.gate.ensureOpen(site);
    const form = await this.forms.of(open.site, open.settings);
    if (isStale(form, submission)) {
      throw this.forms.changed(form, locale);
    }
    return { open, form, checked: checkSubmission(form, submission, locale) };
  }
}
