export const LINK_LIFE_IN_HOURS = { minimum: 1, maximum: 168 } as const;
export const DAYS_UNTIL_DELETED = { minimum: 1, maximum: 365 } as const;
/** A day after the application at the earliest. */
export const DAYS_OF_REMINDER = { minimum: 1, maximum: DAYS_UNTIL_DELETED.maximum - 1 } as const;
export const PASSWORD_MINIMUM = { minimum: 8, maximum: 64 } as const;

/** The languages a site's own people are written in. */
export const SITE_LOCALES = ['en', 'ja'] as const;

export type SiteLocale = (typeof SITE_LOCALES)[number];

/** In the list of who is notified: every administrator of the site, whoever that is then. */
export const ADMINISTRATORS = 'administrators';

/** Everything a site's administrators can set. */
export interface Settings {
  readonly enabled: boolean;
  readonly autoApprove: boolean;
  readonly deleteUnactivatedEnabled: boolean;
  readonly deleteUnactivatedAfterDays: number | null;
  readonly remindDaysBeforeDeletion: number | null;
  readonly linkLifeInHours: number;
  readonly usesLoginId: boolean;
  readonly passwordMinimum: number;
  readonly locale: SiteLocale;
  readonly timeZone: string;
  readonly logInUrl: string | null;
  readonly notifiedOfApplications: readonly string[];
  readonly senderName: string | null;
  readonly senderReplyTo: string | null;
  readonly frontEndOrigins: readonly string[];
}

/** What holds on a site where nobody has set anything. */
export const DEFAULT_SETTINGS: Settings = {
  enabled: false,
  autoApprove: false,
  deleteUnactivatedEnabled: false,
  deleteUnactivatedAfterDays: null,
  remindDaysBeforeDeletion: null,
  linkLifeInHours: 24,
  usesLoginId: true,
  passwordMinimum: PASSWORD_MINIMUM.minimum,
  locale: 'en',
  timeZone: 'UTC',
  logInUrl: null,
  notifiedOfApplications: [ADMINISTRATORS],
  senderName: null,
  senderReplyTo: null,
  frontEndOrigins: [],
};
