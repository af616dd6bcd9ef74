import { Injectable } from '@nestjs/common';
import { PreviewApplication } from '../../applications';
import { DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
import { TryLater } from '../../platform/problem/try-later';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type FormView, HONEYPOT, isUntouched, ReadRegistrationForm, type SubmissionInput } from '../../registration-form';
import { type Exchange, textIn } from '../shared/exchange';
import { OwnForms } from '../shared/own-forms';
import { type Page } from '../shared/page';
import { PageLanguage } from '../shared/page-language';
import { type ChallengeRefused, challengeRefusalIn } from './challenge.view';
import { confirmationPage } from './confirmation.view';
import { type SignUpEntrance } from './sign-up-entrance';
import { NOTHING_TYPED, type Refused, signUpPage } from './sign-up-form.view';
import { submissionFrom } from './typed-form';
import { UnsentApplications } from './unsent-application';

/** The pages of the first two steps: they ask the API's use-cases, and have no rule of their own. */
@Injectable()
export class SignUpPages {
  constructor(
    private readonly readForm: ReadRegistrationForm,
    private readonly previewApplication: PreviewApplication,
    private readonly unsent: UnsentApplications,
    private readonly forms: OwnForms,
    private readonly language: PageLanguage,
  ) {}

  /** The empty form. Throws `registration-closed`. */
  async empty(exchange: Exchange, entrance: SignUpEntrance): Promise<Page> {
    const view = await this.formFor(exchange, entrance);
    if (!view.form.isOpen) {
      throw new DomainError('registration-closed', 'This site takes no new applications at the moment.');
    }
    return signUpPage(entrance, view, NOTHING_TYPED);
  }

  /** The form with everything that was typed, checked or not. */
  async filled(exchange: Exchange, entrance: SignUpEntrance): Promise<Page> {
    const view = await this.formFor(exchange, entrance);
    return this.draw(exchange, entrance, { view, submission: this.submissionIn(exchange, entrance, view) });
  }

  /** What was typed, to be confirmed; or the form again, with what is wrong. Throws what previewing throws beyond that. */
  async checked(exchange: Exchange, entrance: SignUpEntrance): Promise<Page> {
    const view = await this.formFor(exchange, entrance);
    const submission = this.submissionIn(exchange, entrance, view);
    if (!isUntouched(textIn(exchange.request.body, HONEYPOT))) {
      const refused = { status: PROBLEMS['validation-failed'].status, faults: [], notice: 'honeypotFilled' } as const;
      return this.draw(exchange, entrance, { view, submission, refused });
    }
    try {
      return await this.confirmation(exchange, entrance, { view, submission });
    } catch (error) {
      return this.draw(exchange, entrance, { view, submission, refused: refusalIn(error) });
    }
  }

  /**
   * For an application that was refused when it was sent: the form again, or the confirmation where nothing but the challenge is to be
   * done anew. Throws `error` where neither can mend it.
   */
  async refused(exchange: Exchange, entrance: SignUpEntrance, submission: SubmissionInput, error: unknown): Promise<Page> {
    const unsolved = challengeRefusalIn(error, this.language.of(exchange, entrance.site.locale));
    const refused = unsolved === null ? refusalIn(error) : undefined;
    const view = await this.formFor(exchange, entrance);
    if (unsolved === null) {
      return this.draw(exchange, entrance, { view, submission, refused });
    }
    if (error instanceof TryLater) {
      void exchange.reply.header('retry-after', String(error.retryAfterInSeconds));
    }
    try {
      return await this.confirmation(exchange, entrance, { view, submission, unsolved });
    } catch (fault) {
      return this.draw(exchange, entrance, { view, submission, refused: refusalIn(fault) });
    }
  }

  /** The form again, for an application that was confirmed too late: all but the password. */
  async tooLate(exchange: Exchange, entrance: SignUpEntrance, submission: SubmissionInput): Promise<Page> {
    const view = await this.formFor(exchange, entrance);
    const refused = { status: PROBLEMS['validation-failed'].status, faults: [], notice: 'takenTooLong' } as const;
    return signUpPage(entrance, view, { submission, honeypot: '', kept: null }, refused);
  }

  private async confirmation(
    exchange: Exchange,
    entrance: SignUpEntrance,
    { view, submission, unsolved }: { view: FormView; submission: SubmissionInput; unsolved?: ChallengeRefused },
  ): Promise<Page> {
    const sender = { locale: view.locale, address: exchange.request.ip };
    const checked = await this.previewApplication.execute(entrance.site.slug, submission, sender);
    const sealed = this.unsent.seal(entrance, submission, this.forms.secretFor(exchange));
    const code = textIn(submission, 'authenticationCode').trim();
    return confirmationPage(entrance, view, { checked, sealed, code }, unsolved);
  }

  private formFor(exchange: Exchange, { site, signupUrlKey }: SignUpEntrance): Promise<FormView> {
    return this.readForm.execute(site.slug, this.language.of(exchange, site.locale), signupUrlKey);
  }

  private submissionIn(exchange: Exchange, entrance: SignUpEntrance, view: FormView): SubmissionInput {
    const { body } = exchange.request;
    const browser = this.forms.secretFor(exchange);
    const unsent = this.unsent.open(entrance, textIn(body, 'sealed'), browser);
    if (unsent !== null) {
      const { password, ...rest } = unsent.submission;
      return unsent.isExpired ? rest : { ...rest, password };
    }
    const submission = submissionFrom(view, body);
    const kept = submission.password === undefined ? this.unsent.openPassword(textIn(body, 'kept'), browser) : null;
    return kept === null ? submission : { ...submission, password: kept };
  }

  private draw(
    exchange: Exchange,
    entrance: SignUpEntrance,
    { view, submission, refused }: { view: FormView; submission: SubmissionInput; refused?: Refused | undefined },
  ): Page {
    const { password } = submission;
    const isRefused = refused?.faults.some(({ pointer }) => pointer === '#/password') === true;
    const kept =
      typeof password === 'string' && password !== '' && !isRefused
        ? this.unsent.sealPassword(password, this.forms.secretFor(exchange))
        : null;
    return signUpPage(entrance, view, { submission, kept, honeypot: textIn(exchange.request.body, HONEYPOT) }, refused);
  }
}

/** What the form can say of `error`; throws it where the form cannot help. */
function refusalIn(error: unknown): Refused {
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
