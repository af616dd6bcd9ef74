/** Every mail the service writes. */
export const MAIL_TEMPLATES = [
  'activation',
  'activation-reminder',
  'already-registered',
  'already-confirmed',
  'approved',
  'not-approved',
  'application-waiting',
  'application-digest',
  'test',
  'staff-invitation',
  'staff-password-reset',
] as const;

export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

/** Written by the service itself, always in its own words: what gives somebody access is for nobody to rewrite. */
const TEMPLATES_OF_THE_SERVICE: readonly MailTemplate[] = ['staff-invitation', 'staff-password-reset'];

/** Those that sites may write words of their own for. */
export const TEMPLATES_OF_SITES = MAIL_TEMPLATES.filter((template) => !TEMPLATES_OF_THE_SERVICE.includes(template));

/** What the site's own people are written; all others go to the applicant. */
export const TEMPLATES_FOR_STAFF: readonly MailTemplate[] = ['application-waiting', 'application-digest', 'test'];

export const MAIL_PARTS = ['subject', 'text', 'html'] as const;

export type MailPart = (typeof MAIL_PARTS)[number];

/** The three parts of a template, as they are written. */
export type TemplateSource = Readonly<Record<MailPart, string>>;

/**
 * What a mail is filled with: plain text, made harmless where it is put in.
 * Moments (`…At`) are ISO 8601; they are put into words when the mail is written.
 */
export type MailParams = Readonly<Record<string, MailParam>>;

export type MailParam = string | Readonly<Record<string, string>> | readonly Readonly<Record<string, string>>[];
