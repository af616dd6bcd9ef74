/** Every mail the service writes. */
export const MAIL_TEMPLATES = ['activation', 'already-registered', 'application-waiting', 'approved', 'not-approved'] as const;

export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

/** What the site's own people are written; all others go to the applicant. */
export const TEMPLATES_FOR_STAFF: readonly MailTemplate[] = ['application-waiting'];

/** What a template is filled with: plain text, escaped where it is put into HTML. */
export type MailParams = Readonly<Record<string, string>>;
