/** What an applicant's browser has to show: nothing, that it has worked a while, or that a provider took its user for a person. */
export const CHALLENGE_KINDS = ['off', 'proof-of-work', 'hcaptcha', 'turnstile'] as const;

export type ChallengeKind = (typeof CHALLENGE_KINDS)[number];

/** Providers that are asked, over the network, whether a challenge was solved. */
export type Provider = Extract<ChallengeKind, 'hcaptcha' | 'turnstile'>;

/** What becomes of an application whose address is at a domain that the site does not want. */
export const UNWANTED_ACTIONS = ['refuse', 'leave-to-a-person'] as const;

export type UnwantedAction = (typeof UNWANTED_ACTIONS)[number];

export const DISPOSABLE_ACTIONS = ['accept', ...UNWANTED_ACTIONS] as const;

export type DisposableAction = (typeof DISPOSABLE_ACTIONS)[number];

/** What the widget of a provider is to be told that it is for, where the provider knows such a thing (Turnstile: `data-action`). */
export const CHALLENGE_ACTION = 'apply';

export const KEY_LENGTH = { minimum: 1, maximum: 200 } as const;
export const MOST_HOST_NAMES = 20;
export const MOST_DOMAINS = 500;
/** Of all domains of a list together: the history of the site holds four such lists in one entry. */
export const LONGEST_DOMAINS = 12_000;

/** How a site judges the domains of e-mail addresses. Domains stand as they are compared: see checkDomain. */
export interface EmailDomainRules {
  /** If there are any, an address is wanted only at one of these, or below one. */
  readonly allowedDomains: readonly string[];
  readonly ifNotAllowed: UnwantedAction;
  /** Goes before `allowedDomains`. */
  readonly deniedDomains: readonly string[];
  readonly ifDenied: UnwantedAction;
  /** Of domains that give mailboxes to anybody for a few minutes. */
  readonly ifDisposable: DisposableAction;
}

/** Everything a site's administrators can set against programs that apply. */
export interface Protection extends EmailDomainRules {
  readonly challenge: ChallengeKind;
  readonly hcaptchaSiteKey: string | null;
  /** In a box that this service alone can open. */
  readonly hcaptchaSecret: string | null;
  readonly turnstileSiteKey: string | null;
  readonly turnstileSecret: string | null;
  /** Where the widget of a provider may have been shown; empty: wherever the provider allows. */
  readonly hostNames: readonly string[];
}

/** What holds on a site where nobody has set anything. */
export const USUAL_PROTECTION: Protection = {
  challenge: 'off',
  hcaptchaSiteKey: null,
  hcaptchaSecret: null,
  turnstileSiteKey: null,
  turnstileSecret: null,
  hostNames: [],
  allowedDomains: [],
  ifNotAllowed: 'refuse',
  deniedDomains: [],
  ifDenied: 'refuse',
  ifDisposable: 'accept',
};

/** With which key the site is known to the provider, and the boxed secret that goes with it. */
export interface ProviderKeys {
  readonly siteKey: string | null;
  readonly secret: string | null;
}

export function keysOf(provider: Provider, protection: Protection): ProviderKeys {
  return provider === 'hcaptcha'
    ? { siteKey: protection.hcaptchaSiteKey, secret: protection.hcaptchaSecret }
    : { siteKey: protection.turnstileSiteKey, secret: protection.turnstileSecret };
}

/** What the widget of the challenge is shown with; null where it takes no key. */
export function siteKeyOf(protection: Protection): string | null {
  const { challenge } = protection;
  return isProvider(challenge) ? keysOf(challenge, protection).siteKey : null;
}

export function isProvider(kind: ChallengeKind): kind is Provider {
  return kind === 'hcaptcha' || kind === 'turnstile';
}
