import { ApiProperty } from '@nestjs/swagger';
import { CHALLENGE_ACTION } from '../../bot-protection';
import { type Locale } from '../../platform/i18n';
import { FORM_CHALLENGES, type FormChallenge, HONEYPOT } from '../domain/form-challenge';
import { type Widget, WIDGETS } from '../domain/form-hints';
import { type FormView } from '../form-view';

export class ChoiceResponse {
  /**
   * What is sent.
   * @example 'maths'
   */
  value: string;

  /** @example 'Mathematics' */
  label: string;
}

export class PasswordHintResponse {
  /** @example 8 */
  minLength: number;

  /** @example 128 */
  maxLength: number;

  /**
   * Reasons for which passwords of any length are refused.
   * @example ['common', 'sequence', 'own-name']
   */
  refuses: string[];
}

export class FormFieldResponse {
  /** @example 'email' */
  key: string;

  /**
   * Where the value stands in the body, and where faults point: RFC 6901, as URI fragment.
   * @example '#/email'
   */
  pointer: string;

  /** @example 'E-mail address' */
  label: string;

  /** What helps to fill it in; null where nothing is to be said. Plain text, perhaps of several lines. */
  description: string | null;

  required: boolean;

  /** What to draw. */
  @ApiProperty({ enum: WIDGETS, example: 'email' })
  widget: Widget;

  /**
   * Value of the HTML attribute `autocomplete`; null where there is none that fits.
   * @example 'email'
   */
  autocomplete: string | null;

  /**
   * Value of the HTML attribute `inputmode`; null where the usual keyboard fits.
   * @example 'email'
   */
  inputMode: string | null;

  /** What there is to choose from, in the order to show; null where one types. For languages these are suggestions. */
  options: ChoiceResponse[] | null;

  /** Numbers and dates: the first that is accepted. */
  @ApiProperty({
    type: () => Object,
    oneOf: [{ type: 'number' }, { type: 'string', format: 'date' }, { type: 'null' }],
    example: null,
  })
  minimum: number | string | null;

  /** Numbers and dates: the last that is accepted. */
  @ApiProperty({
    type: () => Object,
    oneOf: [{ type: 'number' }, { type: 'string', format: 'date' }, { type: 'null' }],
    example: null,
  })
  maximum: number | string | null;

  /** With the password alone. */
  password: PasswordHintResponse | null;
}

export class TermsToAcceptResponse {
  /**
   * Send it back in `terms.version`.
   * @example 3
   */
  version: number;

  /** @example 'Terms of use' */
  title: string;

  /** Made of the Markdown; safe to show as it is: no scripts, styles or images, links to http, https and mail addresses. */
  html: string;

  markdown: string;
}

/** The sign-up URL that the form was opened through. */
export class FormEntranceResponse {
  /**
   * Send it back as `signupUrl`.
   * @example 'q3Zk9XbT0mC1dJr8Ue2o7wAx'
   */
  key: string;

  /**
   * The group that members will belong to.
   * @example 'Evening class'
   */
  groupName: string;
}

/** What has to be solved to apply. */
export class FormChallengeResponse {
  /** `proof-of-work`: ask for one with `GET …/challenge`. Otherwise the provider whose widget is to be shown. */
  @ApiProperty({ enum: FORM_CHALLENGES, example: 'proof-of-work' })
  kind: FormChallenge['kind'];

  /** What the provider’s widget is shown with; null for proof of work. */
  siteKey: string | null;

  /**
   * The action to show the widget of Turnstile with; a token made for another one is refused.
   * @example 'apply'
   */
  action: string;
}

/** Everything a front end needs to draw the form, in the reader's language. */
export class RegistrationFormResponse {
  /** Whether the site takes applications at the moment. */
  open: boolean;

  /** @example 'North Academy' */
  siteName: string;

  /** The language the texts are in. */
  locale: Locale;

  /**
   * Names this form with these terms of use; opaque. Send it as `formVersion` when applying, so that the applicant is told if the form
   * has changed meanwhile.
   * @example '4.q3Zk9XbT0mC1dJr8Ue2o7w'
   */
  version: string;

  /**
   * JSON Schema 2020-12 of the body to apply with, for tidied values: trimmed, in NFC, and without what was left blank. Its patterns are
   * for regular expressions of JavaScript with the flag `u`. What a schema cannot say (whether a password is easy to guess, whether a
   * domain or time zone exists), the service alone checks: see `preview`.
   */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { type: 'object', properties: { name: { type: 'string' } } },
  })
  schema: Record<string, unknown>;

  /** How to draw the fields, in the order to show. */
  fields: FormFieldResponse[];

  /** What has to be accepted; null where the site asks for nothing. */
  terms: TermsToAcceptResponse | null;

  /** The sign-up URL it was opened through; null: it is the site's own form. */
  signupUrl: FormEntranceResponse | null;

  /** Whether an authentication code has to be typed. */
  codeRequired: boolean;

  /** What has to be solved to show that one is no program; send what solves it as `challenge`. Null: nothing. */
  challenge: FormChallengeResponse | null;

  /**
   * The name of a field to draw where nobody sees it, without autofill and out of reach of the Tab key, to be sent empty: only programs
   * fill it in. One may leave it out.
   * @example 'homepage'
   */
  honeypot: string;

  static from(view: FormView): RegistrationFormResponse {
    return {
      open: view.form.isOpen,
      siteName: view.form.siteName,
      locale: view.locale,
      version: view.form.version,
      schema: { ...view.schema },
      fields: view.fields.map((field) => ({
        key: field.key,
        pointer: field.pointer,
        label: field.label,
        description: field.description,
        required: field.required,
        widget: field.widget,
        autocomplete: field.autocomplete,
        inputMode: field.inputMode,
        options: field.options === null ? null : field.options.map(({ value, label }) => ({ value, label })),
        minimum: field.minimum,
        maximum: field.maximum,
        password: field.password === null ? null : { ...field.password, refuses: [...field.password.refuses] },
      })),
      terms: view.terms,
      signupUrl: view.form.entrance && { key: view.form.entrance.key, groupName: view.form.entrance.groupName },
      codeRequired: view.form.entrance?.codeRequired ?? false,
      challenge: view.form.challenge && {
        kind: view.form.challenge.kind,
        siteKey: view.form.challenge.siteKey,
        action: CHALLENGE_ACTION,
      },
      honeypot: HONEYPOT,
    };
  }
}
