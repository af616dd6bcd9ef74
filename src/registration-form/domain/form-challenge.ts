/** What has to be solved to show that one is no program. */
export const FORM_CHALLENGES = ['proof-of-work', 'hcaptcha', 'turnstile'] as const;

/** As the form shows it. Part of `version`: whoever was shown another challenge, or none, is told. */
export interface FormChallenge {
  readonly kind: (typeof FORM_CHALLENGES)[number];
  /** What a provider's widget is shown with; null for proof of work. */
  readonly siteKey: string | null;
}

/** Of what solves a challenge, in characters; providers' tokens are the longest, at some 2,000. */
export const LONGEST_CHALLENGE = 8192;

/**
 * A field that people never see, and programs fill in. Not called like
 * anything that browsers fill in by themselves (HTML, autofill field names).
 */
export const HONEYPOT = 'homepage';

/** Whether what came as {@link HONEYPOT} is what a browser sends of a field that nobody has touched. */
export function isUntouched(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
