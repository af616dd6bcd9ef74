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
  'sites.list': ['operator'],
  'sites.create': ['operator'],
  'sites.read': EVERYBODY,
  'sites.update': ['operator'],
  'jobs.read': ['operator'],
  'jobs.run': ['operator'],
  'site-history.read': ['administrator'],
  'registration-settings.read': EVERYBODY,
  'registration-settings.update': ['administrator'],
  'registration-form.read': ['administrator', 'reviewer', 'viewer'],
  'registration-form.update': ['administrator'],
  'signup-urls.read': ['administrator', 'reviewer', 'viewer'],
  'signup-urls.update': ['administrator'],
  'signup-urls.see-codes': ['administrator', 'reviewer'],
  'groups.read': ['administrator', 'reviewer', 'viewer'],
  'groups.update': ['administrator'],
  'mail-templates.read': ['administrator', 'reviewer', 'viewer'],
  'mail-templates.update': ['administrator'],
  'applications.read': ['administrator', 'reviewer', 'viewer'],
  'applications.decide': ['administrator', 'reviewer'],
  'applications.export': ['administrator', 'reviewer'],
  'decline-reasons.read': ['administrator', 'reviewer', 'viewer'],
  'decline-reasons.update': ['administrator'],
  'retention.read': ['administrator', 'reviewer', 'viewer'],
  'retention.update': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Operation = keyof typeof RIGHTS;

export function mayDo(role: Role, operation: Operation): boolean {
  const allowed: readonly Role[] = RIGHTS[operation];
  return allowed.includes(role);
}
