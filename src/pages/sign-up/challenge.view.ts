import { CHALLENGE_ACTION } from '../../bot-protection';
import { faultText, type Locale } from '../../platform/i18n';
import { type FieldFault } from '../../platform/problem/field-fault';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
import { TryLater } from '../../platform/problem/try-later';
import { ValidationFailed } from '../../platform/problem/validation-failed';
import { type FormView } from '../../registration-form';
import { textIn } from '../shared/exchange';
import { type ErrorSummary } from '../shared/field-view';
import { type PageSite } from '../shared/page-site';
import { PAGE_TEXTS } from '../texts';

/** Of the element that says how far it is, or that a provider fills. */
const CHALLENGE_ID = 'challenge';
/** What our own script calls the solution, and the providers' widgets. */
const CONTROLS = ['challenge', 'h-captcha-response', 'cf-turnstile-response'];

/** How a provider's widget is put into a page. */
const WIDGETS = {
  hcaptcha: { class: 'h-captcha', script: (locale: Locale) => `https://js.hcaptcha.com/1/api.js?hl=${locale}` },
  turnstile: { class: 'cf-turnstile', script: () => 'https://challenges.cloudflare.com/turnstile/v0/api.js' },
} as const;

/** An application that was refused for its challenge alone. */
export interface ChallengeRefused {
  readonly status: number;
  /** What is wrong with the solution; left out: it could not be checked. */
  readonly fault?: FieldFault;
  readonly retryAfterInSeconds?: number;
}

/** What is solved before applying; null where the site asks for nothing. */
export function challengeView({ form: { challenge }, locale }: FormView, { slug, links }: PageSite): object | null {
  if (challenge === null) {
    return null;
  }
  const { kind, siteKey } = challenge;
  const shared = { words: PAGE_TEXTS[locale].challenge, contact: links.contact };
  if (kind === 'proof-of-work') {
    return { ...shared, from: `/v1/sites/${slug}/challenge` };
  }
  const { class: name, script } = WIDGETS[kind];
  return { ...shared, widget: { class: name, siteKey, action: CHALLENGE_ACTION, script: script(locale) } };
}

/** What solves the challenge, as it came with the confirmation; undefined where nothing did. */
export function solutionIn(body: unknown): string | undefined {
  return CONTROLS.map((name) => textIn(body, name)).find((text) => text !== '');
}

/** Null where `error` is about anything else. */
export function challengeRefusalIn(error: unknown): ChallengeRefused | null {
  if (error instanceof TryLater && error.code === 'challenge-unavailable') {
    return { status: PROBLEMS[error.code].status, retryAfterInSeconds: error.retryAfterInSeconds };
  }
  if (!(error instanceof ValidationFailed) || error.errors.some(({ pointer }) => pointer !== '#/challenge')) {
    return null;
  }
  const [first] = error.errors;
  return first === undefined ? null : { status: PROBLEMS[error.code].status, fault: first.fault };
}

/** What is to be said of it, above the confirmation. */
export function challengeSummary({ fault }: ChallengeRefused, locale: Locale): ErrorSummary {
  const { signUp, challenge } = PAGE_TEXTS[locale];
  const text =
    fault === undefined ? challenge.unavailable : fault.code === 'required' ? challenge.notDone : faultText(fault, locale);
  return { title: signUp.summaryTitle, errors: [{ id: CHALLENGE_ID, label: null, text }] };
}
