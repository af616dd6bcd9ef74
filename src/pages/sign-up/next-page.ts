import { Injectable } from '@nestjs/common';
import { PreviewApplication } from '../../applications';
import { DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type FormView, HONEYPOT, isUntouched, ReadRegistrationForm, type SubmissionInput } from '../../registration-form';
import { type Exchange, textIn } from '../shared/exchange';
import { OwnForms } from '../shared/own-forms';
import { PageLanguage } from '../shared/page-language';
import { challengeRefusalIn } from './challenge.view';
import { type Entries, type NextPage, type OpenedEntries, UnsentEntries, withoutLatePassword } from './entries';
import { SentMail } from './sent-mail';
import { type SignUpEntrance } from './sign-up-entrance';
import { type Refused } from './sign-up-form.view';
import { submissionFrom } from './typed-form';

const REFUSED = PROBLEMS['validation-failed'].status;

/** Decides what comes after a form was sent, and with which entries. Asks the API's use-cases, and has no rule of its own. */
@Injectable()
export class NextPages {
  constructor(
    private readonly readForm: ReadRegistrationForm,
    private readonly previewApplication: PreviewApplication,
    private readonly unsent: UnsentEntries,
    private readonly sentMail: SentMail,
    private readonly forms: OwnForms,
    private readonly language: PageLanguage,
  ) {}

  /** What was typed, to be confirmed; or the form again, with what is wrong. Throws what previewing throws beyond that. */
  async afterForm(exchange: Exchange, entrance: SignUpEntrance): Promise<Entries> {
    const entries = await this.entriesIn(exchange, entrance);
    return { ...entries, next: await this.checked(exchange, entrance, entries) };
  }

  /** The form with everything that was typed, checked or not. */
  async backToForm(exchange: Exchange, entrance: SignUpEntrance): Promise<Entries> {
    return this.entriesIn(exchange, entrance);
  }

  /**
   * For an application that was refused when it was sent: the form again, or the confirmation where nothing but the challenge is to be
   * done anew. Throws `error` where neither can mend it.
   */
  afterRefusal({ submission, visit }: OpenedEntries, error: unknown): Entries {
    const unsolved = challengeRefusalIn(error);
    const next: NextPage =
      unsolved === null ? { name: 'form', refused: refusalIn(error) } : { name: 'confirmation', refused: unsolved };
    return { submission, visit, honeypot: '', next };
  }

  private async checked(exchange: Exchange, { site }: SignUpEntrance, { honeypot, submission }: Entries): Promise<NextPage> {
    if (!isUntouched(honeypot)) {
      return { name: 'form', refused: { status: REFUSED, faults: [], notice: 'honeypotFilled' } };
    }
    const sender = { locale: this.language.of(exchange, site.locale), address: exchange.request.ip };
    try {
      await this.previewApplication.execute(site.slug, submission, sender);
      return { name: 'confirmation' };
    } catch (error) {
      return { name: 'form', refused: refusalIn(error) };
    }
  }

  private async entriesIn(exchange: Exchange, entrance: SignUpEntrance): Promise<Entries> {
    const { body } = exchange.request;
    const browser = this.forms.secretFor(exchange);
    const unsent = this.unsent.open(entrance, textIn(body, 'sealed'), browser);
    if (unsent !== null) {
      return {
        submission: withoutLatePassword(unsent).submission,
        visit: this.visitOf(exchange, entrance, unsent.visit),
        honeypot: '',
        next: { name: 'form' },
      };
    }
    const view = await this.formFor(exchange, entrance);
    return {
      submission: this.submissionIn(view, body, browser),
      visit: this.visitOf(exchange, entrance, textIn(body, 'visit')),
      honeypot: textIn(body, HONEYPOT),
      next: { name: 'form' },
    };
  }

  // Who goes on with a form that has been sent already applies once more.
  private visitOf(exchange: Exchange, entrance: SignUpEntrance, said: string): string {
    return this.unsent.visitOf(this.sentMail.find(exchange, entrance, said) === null ? said : '');
  }

  private submissionIn(view: FormView, body: unknown, browser: string): SubmissionInput {
    const submission = submissionFrom(view, body);
    const kept = submission.password === undefined ? this.unsent.openPassword(textIn(body, 'kept'), browser) : null;
    return kept === null ? submission : { ...submission, password: kept };
  }

  private formFor(exchange: Exchange, { site, signupUrlKey }: SignUpEntrance): Promise<FormView> {
    return this.readForm.execute(site.slug, this.language.of(exchange, site.locale), signupUrlKey);
  }
}

/** What the form can say of `error`; throws it where the form cannot help. */
export function refusalIn(error: unknown): Refused {
  if (error instanceof ValidationFailed) {
    return { status: PROBLEMS[error.code].status, faults: error.errors };
  }
  if (error instanceof DomainError && error.code === 'form-changed') {
    return { status: PROBLEMS[error.code].status, faults: [], notice: 'formChanged' };
  }
  if (error instanceof DomainError && error.code === 'login-id-taken') {
    return { status: PROBLEMS[error.code].status, faults: [], notice: 'loginIdTaken' };
  }
  throw error;
}
