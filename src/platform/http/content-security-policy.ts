/** The directives of a policy, and what each allows (CSP Level 3). */
type Directives = Readonly<Record<string, readonly string[]>>;

const NONE = ["'none'"] as const;
const OWN = ["'self'"] as const;

/** The rule: what is answered loads nothing, sends nothing, is framed by nobody. What needs more sets a policy of its own. */
export const NOTHING_ALLOWED = {
  'default-src': NONE,
  'base-uri': NONE,
  'form-action': NONE,
  'frame-ancestors': NONE,
} as const satisfies Directives;

/** `directives` as the value of the header `Content-Security-Policy`. A directive that allows no source stands alone. */
export function contentSecurityPolicy(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

const HCAPTCHA = ['https://hcaptcha.com', 'https://*.hcaptcha.com'] as const;
const TURNSTILE = ['https://challenges.cloudflare.com'] as const;

/**
 * What a page needs for a challenge. Our own script asks this service for it. A provider's script is somebody else's, with a frame of its
 * own, so only these (hCaptcha, "Content-Security-Policy Settings"; Cloudflare Turnstile, "Content Security Policy").
 */
const CHALLENGES = {
  'proof-of-work': { 'script-src': OWN, 'connect-src': OWN },
  hcaptcha: {
    'script-src': [...OWN, ...HCAPTCHA],
    'style-src': [...OWN, ...HCAPTCHA],
    'frame-src': HCAPTCHA,
    'connect-src': HCAPTCHA,
  },
  turnstile: { 'script-src': [...OWN, ...TURNSTILE], 'frame-src': TURNSTILE },
} as const satisfies Readonly<Record<string, Directives>>;

interface PageNeeds {
  /** Whether people reach the service over https: then nothing of a page is fetched without. */
  readonly isHttps: boolean;
  /** Origins of pages that may show this one in a frame. Left out: none. */
  readonly framedBy?: readonly string[];
  /** Whether it loads the script of the pages. Left out: it has none. */
  readonly usesScript?: boolean;
  /** The challenge that is solved on it. Left out: none. */
  readonly challenge?: keyof typeof CHALLENGES | undefined;
}

/**
 * The policy of a page of ours: its stylesheet (which draws its arrows and ticks as `data:`), its pictures, its script where it has one, forms that
 * are sent to us. Nothing inline, nothing from elsewhere but the widget of a provider that its site has chosen.
 */
export function policyOfPage({ isHttps, framedBy = [], usesScript = false, challenge }: PageNeeds): string {
  return contentSecurityPolicy({
    ...NOTHING_ALLOWED,
    'form-action': OWN,
    'frame-ancestors': framedBy.length === 0 ? NONE : framedBy,
    'img-src': [...OWN, 'data:'],
    ...(usesScript && { 'script-src': OWN }),
    'style-src': OWN,
    ...(challenge !== undefined && CHALLENGES[challenge]),
    ...(isHttps && { 'upgrade-insecure-requests': [] }),
  });
}

/**
 * The policy of Swagger UI: its own scripts and styles, and requests to this
 * service. Styles that stand inside its page are allowed one by one, by their
 * hashes (`inlineStyles`); scripts never.
 */
export function policyOfDocs(inlineStyles: readonly string[]): string {
  return contentSecurityPolicy({
    ...NOTHING_ALLOWED,
    'connect-src': OWN,
    'img-src': [...OWN, 'data:'],
    'script-src': OWN,
    'style-src': [...OWN, "'unsafe-hashes'", ...inlineStyles.map((hash) => `'${hash}'`)],
  });
}
