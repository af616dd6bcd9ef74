import { type Locale } from '../../platform/i18n';
import { type FormChallenge } from '../../registration-form';
import { type PageSite } from './page-site';

/** A page to be drawn. */
export interface Page {
  /** A file in `views`. */
  readonly view: 'activate' | 'confirmation' | 'message' | 'sent' | 'set-password' | 'sign-up' | 'status';
  readonly status: number;
  /** When to ask again, where that may help. */
  readonly retryAfterInSeconds?: number | undefined;
  /** Nothing of anybody is in it: the browser may keep it, and with it what is typed there, for who goes back to it. */
  readonly isBlank?: boolean;
  readonly site: PageSite | null;
  readonly locale: Locale;
  readonly title: string;
  /** Whether it has faults to correct: its title says so first. */
  readonly hasErrors?: boolean;
  /** Whether it loads the script; it must work without. */
  readonly usesScript?: boolean;
  /** What is solved on it before it is sent. Left out: nothing. */
  readonly challenge?: FormChallenge['kind'] | undefined;
  /** Where a page that holds what was typed is asked for in another language: a button of its form, with what is in it. */
  readonly languageForm?: LanguageForm | undefined;
  /** What the view shows. */
  readonly model: object;
}

interface LanguageForm {
  /** The id of the form in the page. */
  readonly id: string;
  /** Beginning with a slash; the base path comes before it. */
  readonly action: string;
}

/** The model of the view `message`: words, and at most one thing to do. */
export interface Message {
  readonly paragraphs: readonly string[];
  readonly form?: {
    readonly action: string;
    readonly token: string;
    readonly button: string;
  };
  readonly link?: { readonly href: string; readonly text: string };
  readonly disown?: { readonly token: string; readonly question: string; readonly link: string };
}
