import { isJsonObject } from '../../platform/problem/findings';

/** What a provider says of a token: `over` when it has expired or was asked about before; `unavailable` when it does not say. */
export type ProviderVerdict = 'solved' | 'wrong' | 'over' | 'unavailable';

export interface Expected {
  /** The action that the widget was to be shown with. */
  readonly action: string;
  /** Where it may have been shown; empty: anywhere. */
  readonly hostNames: readonly string[];
}

const OVER = ['timeout-or-duplicate', 'expired-input-response', 'already-seen-response', 'invalid-or-already-seen-response'];
/** Codes about the token: it is not one of this site. Any other code is about the site's keys, or the provider itself. */
const WRONG = ['invalid-input-response', 'missing-input-response', 'bad-request'];

/**
 * Reads the answer of a `siteverify` endpoint, of any shape (hCaptcha,
 * "Verify the User Response Server Side"; Cloudflare Turnstile, "Server-side
 * validation"). A solved one counts only for the action and the host names it
 * is expected for, as far as the provider names them: hCaptcha names no action, and a
 * widget may be shown without one.
 */
export function providerVerdict(answer: unknown, { action, hostNames }: Expected): ProviderVerdict {
  if (!isJsonObject(answer) || typeof answer['success'] !== 'boolean') {
    return 'unavailable';
  }
  if (!answer['success']) {
    return refusalIn(errorCodesIn(answer['error-codes']));
  }
  const isOfAction = [undefined, null, '', action].includes(answer['action'] as string | null | undefined);
  return isOfAction && isShownAt(answer['hostname'], hostNames) ? 'solved' : 'wrong';
}

function isShownAt(host: unknown, hostNames: readonly string[]): boolean {
  return hostNames.length === 0 || (typeof host === 'string' && hostNames.includes(host.toLowerCase()));
}

/** The provider's codes, for the log: short texts of harmless characters, and nothing else that it may have answered. */
export function errorCodesIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [];
  return list.filter((code): code is string => typeof code === 'string' && /^[a-z-]{1,60}$/.test(code)).slice(0, 10);
}

function refusalIn(codes: readonly string[]): ProviderVerdict {
  if (codes.length === 0 || codes.some((code) => ![...OVER, ...WRONG].includes(code))) {
    return 'unavailable';
  }
  return codes.some((code) => OVER.includes(code)) ? 'over' : 'wrong';
}
