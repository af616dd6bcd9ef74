/** Who a member of staff can be: `operator` for the whole service, the others on one site. */
export const ROLES = ['operator', 'administrator', 'reviewer', 'viewer'] as const;

export type Role = (typeof ROLES)[number];

const EVERYBODY = ROLES;

/**
 * Who may do what. Every operation of staff is a row; there is no right outside
 * this table. An operator creates sites and makes registration available; the
 * applicants' personal data is the site's own business.
 */
export const RIGHTS = {
  'staff.me': EVERYBODY,
  'staff.sessions': EVERYBODY,
  'staff.password': EVERYBODY,
  'staff.second-factor': EVERYBODY,
  'staff.read': ['operator'],
  'staff.update': ['operator'],
  'site-staff.read': ['operator', 'administrator'],
  'site-staff.update': ['operator', 'administrator'],
  'staff-policy.read': ['operator', 'administrator'],
  'staff-policy.update': ['administrator'],
  'sites.list': ['operator'],
  'sites.create': ['operator'],
  'sites.read': EVERYBODY,
  'sites.update': ['operator'],
  'jobs.read': ['operator'],
  'jobs.run': ['operator'],
  'accounts.read': ['administrator'],
  'member-sessions.inspect': ['administrator'],
  'member-sessions.end': ['administrator'],
  'api-keys.read': ['administrator'],
  'api-keys.update': ['administrator'],
  'site-history.read': ['administrator'],
  'registration-settings.read': EVERYBODY,
  'registration-settings.update': ['administrator'],
  'branding.read': ['administrator', 'reviewer', 'viewer'],
  'branding.update': ['administrator'],
  'bot-protection.read': ['administrator'],
  'bot-protection.update': ['administrator'],
  'registration-form.read': ['administrator', 'reviewer', 'viewer'],
  'registration-form.update': ['administrator'],
  'signup-urls.read': ['administrator', 'reviewer', 'viewer'],
  'signup-urls.update': ['administrator'],
  'signup-urls.see-codes': ['administrator', 'reviewer'],
  'groups.read': ['administrator', 'reviewer', 'viewer'],
  'groups.update': ['administrator'],
  'mails.read': ['administrator', 'reviewer', 'viewer'],
  'mails.resend': ['administrator', 'reviewer'],
  'notifications.choose': ['administrator', 'reviewer', 'viewer'],
  'mail-templates.read': ['administrator', 'reviewer', 'viewer'],
  'mail-templates.update': ['administrator'],
  'applications.read': ['administrator', 'reviewer', 'viewer'],
  'applications.decide': ['administrator', 'reviewer'],
  'applications.export': ['administrator', 'reviewer'],
  'applications.erase': ['administrator'],
  'cleanup.read': ['administrator'],
  'cleanup.run': ['administrator'],
  'decline-reasons.read': ['administrator', 'reviewer', 'viewer'],
  'decline-reasons.update': ['administrator'],
  'retention.read': ['administrator', 'reviewer', 'viewer'],
  'retention.update': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Operation = keyof typeof RIGHTS;

/** All that somebody may do whose password was made for them, until they have chosen one. */
const BEFORE_PASSWORD_CHANGE: readonly Operation[] = ['staff.me', 'staff.sessions', 'staff.password'];

/** All that somebody may do who needs a second factor and has none, until they have set one up. */
const BEFORE_SECOND_FACTOR: readonly Operation[] = [...BEFORE_PASSWORD_CHANGE, 'staff.second-factor'];

export function mayDoBeforeSecondFactor(operation: Operation): boolean {
  return BEFORE_SECOND_FACTOR.includes(operation);
}

export function mayDoBeforePasswordChange(operation: Operation): boolean {
  return BEFORE_PASSWORD_CHANGE.includes(operation);
}

export function mayDo(role: Role, operation: Operation): boolean {
  const allowed: readonly Role[] = RIGHTS[operation];
  return allowed.includes(role);
}

/** What API keys can be made for: each scope allows operations on the key's own site. A name never changes its meaning. */
export const SCOPES = {
  'accounts:read': ['accounts.read'],
  'member-sessions:inspect': ['member-sessions.inspect'],
  'member-sessions:end': ['member-sessions.end'],
  'applications:read': ['applications.read'],
  'applications:export': ['applications.read', 'applications.export'],
  'groups:read': ['groups.read'],
  'groups:sync': ['groups.read', 'groups.update'],
  'signup-urls:read': ['signup-urls.read'],
} as const satisfies Record<string, readonly Operation[]>;

export type Scope = keyof typeof SCOPES;

export function scopeAllows(scope: Scope, operation: Operation): boolean {
  const allowed: readonly Operation[] = SCOPES[scope];
  return allowed.includes(operation);
}
