import { type EmailAddress, type LoginId } from '../../identity';
import { type Locale } from '../../platform/i18n/locale';
import { type FormChallenge } from './form-challenge';
import { type FormField } from './form-field';
import { type Texts } from './texts';

/** The terms of use an applicant accepts. Published terms never change; new ones are a new version. */
interface TermsOfUse {
  readonly version: number;
  readonly title: Texts;
  readonly markdown: Texts;
}

/** A sign-up URL, as who applies through it sees it. */
export interface FormEntrance {
  /** The random part of the URL: sent along as `signupUrl`. */
  readonly key: string;
  /** Where who applies through it lands. */
  readonly groupName: string;
  readonly codeRequired: boolean;
}

/** The form of a site as it is now: what is asked, in this order, and the settings that shape it. */
export interface RegistrationForm {
  readonly siteId: string;
  readonly siteName: string;
  /** Whether the site takes applications at the moment. Not part of `version`. */
  readonly isOpen: boolean;
  /** The site's own language: what readers get whose language the form does not have. */
  readonly locale: Locale;
  /**
   * Opaque. Another one as soon as anything is asked, worded or required differently, or other terms apply. Kept with an application,
   * it finds the fields again as they were: see RegistrationForms.fieldsOf.
   */
  readonly version: string;
  /** The fields that are used, in the site's order. */
  readonly fields: readonly FormField[];
  readonly terms: TermsOfUse | null;
  readonly passwordMinimum: number;
  /** What has to be solved to apply, though not to have the form checked; null: nothing. */
  readonly challenge: FormChallenge | null;
  /** The sign-up URL it is filled in through; null: the site's own form. Not part of `version`. */
  readonly entrance: FormEntrance | null;
}

/** The answer to a custom field, as it is kept. */
export type AnswerValue = string | number | boolean | readonly string[];

/** What an applicant sends: the body of preview and apply, of any shape until {@link checkSubmission} has looked at it. */
export interface SubmissionInput {
  readonly formVersion?: unknown;
  readonly name?: unknown;
  readonly loginId?: unknown;
  readonly email?: unknown;
  readonly password?: unknown;
  readonly displayName?: unknown;
  readonly department?: unknown;
  readonly position?: unknown;
  readonly country?: unknown;
  readonly language?: unknown;
  readonly timeZone?: unknown;
  readonly answers?: unknown;
  readonly terms?: unknown;
  readonly signupUrl?: unknown;
  readonly authenticationCode?: unknown;
  readonly challenge?: unknown;
  readonly homepage?: unknown;
}

/** What an applicant sent, after all rules have been met. Null: not asked, or left out. */
export interface CheckedSubmission {
  readonly name: string;
  readonly loginId: LoginId | null;
  readonly email: EmailAddress;
  /** NFKC, ready to be hashed. */
  readonly password: string;
  readonly displayName: string | null;
  readonly department: string | null;
  readonly position: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** BCP 47. */
  readonly language: string | null;
  /** IANA name. */
  readonly timeZone: string | null;
  /** By key; only fields that were answered. */
  readonly answers: Readonly<Record<string, AnswerValue>>;
  /** The version of the terms that was accepted; null where the site asks for none. */
  readonly termsVersion: number | null;
  /** What solves the challenge, unjudged; null where nothing came. */
  readonly challenge: string | null;
}
