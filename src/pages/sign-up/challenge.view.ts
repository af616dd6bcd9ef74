import { CHALLENGE_ACTION } from '../../bot-protection';
import { faultText, type Locale } from '../../platform/i18n';
import { DomainError } from '../../platform/problem/domain-error';
import { PROBLEMS } from '../../platform/problem/problem-catalogue';
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

/** The confirmation, as it is drawn again because of its challenge. */
export interface ChallengeRefused {
  readonly status: number;
  readonly summary: ErrorSummary;
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

/** What is to be said where `error` is about the challenge alone; null for any other. */
export function challengeRefusalIn(error: unknown, locale: Locale): ChallengeRefused | null {
  const text = refusedFor(error, locale);
  if (text === null || !(error instanceof DomainError)) {
    return null;
  }
  const { summaryTitle: title } = PAGE_TEXTS[locale].signUp;
  return { status: PROBLEMS[error.code].status, summary: { title, errors: [{ id: CHALLENGE_ID, label: null, text }] } };
}

function refusedFor(error: unknown, locale: Locale): string | null {
  const { notDone, unavailable } = PAGE_TEXTS[locale].challenge;
  if (error instanceof DomainError && error.code === 'challenge-unavailable') {
    return unavailable;
  }
  if (!(error instanceof ValidationFailed) || error.errors.some(({ pointer }) => pointer !== '#/challenge')) {
    return null;
  }
  const fault = error.errors[0]?.fault;
  return fault === undefined || fault.code === 'required' ? notDone : faultText(fault, locale);
}
