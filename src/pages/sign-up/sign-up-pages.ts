import { Injectable } from '@nestjs/common';
import { PreviewApplication } from '../../applications';
import { DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
import { type FormView, ReadRegistrationForm } from '../../registration-form';
import { type Exchange, textIn } from '../shared/exchange';
import { OwnForms } from '../shared/own-forms';
import { type Page } from '../shared/page';
import { PageLanguage } from '../shared/page-language';
import { type ChallengeRefused } from './challenge.view';
import { confirmationPage } from './confirmation.view';
import { type Entries, type OpenedEntries, UnsentEntries, withoutLatePassword } from './entries';
import { refusalIn } from './next-page';
import { type SignUpEntrance } from './sign-up-entrance';
import { NOTHING_TYPED, type Refused, signUpPage } from './sign-up-form.view';

const GONE = 410;

/** Entries as they were opened, and the box they came in. */
export interface Unsealed {
  readonly entries: OpenedEntries;
  readonly sealed: string;
}

/** The pages of the first two steps. */
@Injectable()
export class SignUpPages {
  constructor(
    private readonly readForm: ReadRegistrationForm,
    private readonly previewApplication: PreviewApplication,
    private readonly unsent: UnsentEntries,
    private readonly forms: OwnForms,
    private readonly language: PageLanguage,
  ) {}

  /** The empty form. Throws `registration-closed`. */
  async empty(exchange: Exchange, entrance: SignUpEntrance): Promise<Page> {
    return signUpPage(entrance, await this.openFormFor(exchange, entrance), NOTHING_TYPED);
  }

  /** The empty form, for who asks for entries that this browser does not have. Throws `registration-closed`. */
  async notKept(exchange: Exchange, entrance: SignUpEntrance): Promise<Page> {
    const view = await this.openFormFor(exchange, entrance);
    return signUpPage(entrance, view, NOTHING_TYPED, { status: GONE, faults: [], notice: 'notKept' });
  }

  /** The page that comes next for the entries. The confirmation is checked anew each time: it shows what would be sent now. */
  async next(exchange: Exchange, entrance: SignUpEntrance, { entries, sealed }: Unsealed): Promise<Page> {
    const view = await this.formFor(exchange, entrance);
    if (entries.isExpired) {
      return this.form(exchange, entrance, { view, entries: withoutLatePassword(entries), refused: TAKEN_TOO_LONG });
    }
    const { next } = entries;
    if (next.name === 'form') {
      return this.form(exchange, entrance, { view, entries, refused: next.refused });
    }
    try {
      return await this.confirmation(exchange, entrance, { view, entries, sealed, refused: next.refused });
    } catch (error) {
      return this.form(exchange, entrance, { view, entries, refused: refusalIn(error) });
    }
  }

  private async confirmation(
    exchange: Exchange,
    entrance: SignUpEntrance,
    { view, entries, sealed, refused }: Unsealed & { view: FormView; refused: ChallengeRefused | undefined },
  ): Promise<Page> {
    const { submission } = entries;
    const sender = { locale: view.locale, address: exchange.request.ip };
    const checked = await this.previewApplication.execute(entrance.site.slug, submission, sender);
    const code = textIn(submission, 'authenticationCode').trim();
    return confirmationPage(entrance, view, { checked, sealed, code }, refused);
  }

  private form(
    exchange: Exchange,
    entrance: SignUpEntrance,
    { view, entries, refused }: { view: FormView; entries: Entries; refused: Refused | undefined },
  ): Page {
    const { submission, honeypot, visit } = entries;
    const { password } = submission;
    const isRefused = refused?.faults.some(({ pointer }) => pointer === '#/password') === true;
    const kept =
      typeof password === 'string' && password !== '' && !isRefused
        ? this.unsent.sealPassword(password, this.forms.secretFor(exchange))
        : null;
    return signUpPage(entrance, view, { submission, honeypot, visit, kept }, refused);
  }

  private async openFormFor(exchange: Exchange, entrance: SignUpEntrance): Promise<FormView> {
    const view = await this.formFor(exchange, entrance);
    if (!view.form.isOpen) {
      throw new DomainError('registration-closed', 'This site takes no new applications at the moment.');
    }
    return view;
  }

  private formFor(exchange: Exchange, { site, signupUrlKey }: SignUpEntrance): Promise<FormView> {
    return this.readForm.execute(site.slug, this.language.of(exchange, site.locale), signupUrlKey);
  }
}

const TAKEN_TOO_LONG: Refused = { status: PROBLEMS['validation-failed'].status, faults: [], notice: 'takenTooLong' };
