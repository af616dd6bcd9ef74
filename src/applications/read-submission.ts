import { Injectable } from '@nestjs/common';
import { GroupPlaces } from '../accounts';
import { type BotProtection, BotProtectionStore, EmailDomains } from '../bot-protection';
import { type Locale } from '../platform/i18n';
import { type Checked, valid } from '../platform/problem/field-fault';
import { ValidationFailed } from '../platform/problem/validation-failed';
import {
  type CheckedSubmission,
  checkSubmission,
  isStale,
  type RegistrationForm,
  RegistrationForms,
  type SubmissionInput,
} from '../registration-form';
import { type OpenRegistration, RegistrationGate } from '../registration-settings';
import { Admission, type AuthenticationCode, type Entrance, Entrances } from '../signup-urls';
import { type Site } from '../sites';

/** What was sent, and to which form. */
export interface ReadForm {
  readonly open: OpenRegistration;
  readonly form: RegistrationForm;
  readonly protection: BotProtection;
  /** The sign-up URL it came by; null: by the site's own form. */
  readonly entrance: Entrance | null;
  /** The authentication code that admitted; null where none was asked. */
  readonly code: AuthenticationCode | null;
  readonly checked: CheckedSubmission;
}

/** Who sends it. */
export interface Sender {
  /** The language the applicant reads. */
  readonly locale: Locale;
  /** Of the client. */
  readonly address: string;
}

/** Reads what an applicant sent against the site's form as it is now: the part that previewing and applying share. */
@Injectable()
export class ReadSubmission {
  constructor(
    private readonly gate: RegistrationGate,
    private readonly forms: RegistrationForms,
    private readonly entrances: Entrances,
    private readonly admission: Admission,
    private readonly places: GroupPlaces,
    private readonly protections: BotProtectionStore,
    private readonly emailDomains: EmailDomains,
  ) {}

  /**
   * Throws `registration-closed`, `signup-url-not-valid`, `group-full`, `form-changed`, `validation-failed`, and `too-many-requests`
   * for who typed too many wrong codes.
   */
  async execute(site: Site, submission: SubmissionInput, { locale, address }: Sender): Promise<ReadForm> {
    const [open, protection] = await Promise.all([this.gate.ensureOpen(site), this.protections.get(site.id)]);
    const entrance = await this.entranceOf(site, submission.signupUrl);
    const form = await this.forms.of(open.site, open.settings, entrance, protection);
    if (isStale(form, submission)) {
      throw this.forms.changed(form, locale);
    }
    const code = await this.codeOf(entrance, submission.authenticationCode, address);
    const checked = checkSubmission(form, submission, locale, {
      codeFault: code.ok ? undefined : code.fault,
      faultOfEmailDomain: (domain) => this.emailDomains.faultOf(domain, protection),
    });
    return { open, protection, entrance, code: code.ok ? code.value : null, form, checked };
  }

  private async entranceOf(site: Site, key: unknown): Promise<Entrance | null> {
    if (key === undefined) {
      return null;
    }
    if (typeof key !== 'string') {
      throw new ValidationFailed([{ pointer: '#/signupUrl', fault: { code: 'not-a-string' } }]);
    }
    const entrance = await this.entrances.open(site.id, key);
    await this.places.ensureLeft(entrance.group);
    return entrance;
  }

  private async codeOf(entrance: Entrance | null, typed: unknown, address: string): Promise<Checked<AuthenticationCode | null>> {
    return entrance === null ? valid(null) : this.admission.ask(entrance.signupUrl, typed, address);
  }
}
