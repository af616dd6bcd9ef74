import { type ProblemKind } from './problem-kind';
import { MAIL_PROBLEMS } from './mail-problems';
import { SERVICE_PROBLEMS } from './service-problems';
import { STAFF_PROBLEMS } from './staff-problems';

/**
 * Every error the service answers: its code, HTTP status and title. The only
 * such list. A code never changes its meaning; a new meaning is a new code.
 */
export const PROBLEMS = {
  // The request itself
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    meaning:
      'Not valid HTTP, JSON or UTF-8: duplicate keys, forbidden keys, nesting too deep, values by the hundred thousand. Nothing was done.',
  },
  'not-found': { status: 404, title: 'There is nothing here', meaning: 'No such path.' },
  'method-not-allowed': {
    status: 405,
    title: 'This method is not possible here',
    meaning: 'The header `Allow` lists those that are.',
  },
  'body-too-large': {
    status: 413,
    title: 'The request is too large',
    meaning: 'Bodies are limited to 64 KiB unless an operation says otherwise.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The address is too long',
    meaning: 'A path segment or the whole address exceeds its limit.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    meaning: 'Address and headers together have at most 16 KiB, and there are at most 100 of them.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    meaning: 'Headers and body have to arrive within the time that the deployment gives; half a minute, if it does not say.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'This kind of content is not understood',
    meaning: 'Send `Content-Type: application/json` in UTF-8.',
  },
  'validation-failed': {
    status: 422,
    title: 'Some fields cannot be accepted',
    meaning: '`errors` names each field by its JSON pointer, with a stable code and a text for people.',
  },
  'if-match-required': {
    status: 428,
    title: 'Say which version you are changing',
    meaning: 'Send the `ETag` of the version you have read as `If-Match`, so that nobody’s change is overwritten unseen.',
  },
  'version-stale': {
    status: 412,
    title: 'It has been changed by somebody else',
    meaning: '`If-Match` names an older version. Read again, then repeat the change.',
  },

  'idempotency-key-in-use': {
    status: 409,
    title: 'The first request is still running',
    meaning: 'Another request with this `Idempotency-Key` has not been answered yet. Ask again in a moment.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This key came with another request',
    meaning: 'An `Idempotency-Key` stands for one request. Use a new key for each.',
  },

  'too-many-requests': {
    status: 429,
    title: 'That was too often',
    meaning: 'A limit per client address, recipient or link is reached. Ask again after the seconds in `Retry-After`.',
  },

  // Who is asking
  unauthenticated: { status: 401, title: 'Log in first', meaning: 'No valid access token came with the request.' },
  'wrong-credentials': {
    status: 401,
    title: 'The log-in was refused',
    meaning: 'Unknown, wrong password, not (or not yet) allowed: the answer does not tell which.',
  },
  ...STAFF_PROBLEMS,
  forbidden: { status: 403, title: 'This is not yours to do', meaning: 'The role in the token does not include this operation.' },

  // Sites and their settings
  'site-not-found': { status: 404, title: 'There is no such site', meaning: 'Unknown site, or none of yours.' },
  'site-slug-taken': { status: 409, title: 'This site name is taken', meaning: 'Another site has this slug. Choose another.' },
  'registration-not-available': {
    status: 409,
    title: 'Registration is not available to this site',
    meaning: 'The operator of the service has to make registration available before an administrator can enable it.',
  },
  'registration-closed': {
    status: 403,
    title: 'Registration is closed',
    meaning: 'The site takes no new applications. Those already sent go on.',
  },
  'field-in-use': {
    status: 409,
    title: 'A mail template uses this field',
    meaning: '`field` cannot be switched off or removed while the mail template `template` uses it. Change the template first.',
  },
  'form-changed': {
    status: 409,
    title: 'The form has changed',
    meaning:
      'Another form, or other terms of use, than the applicant was shown. `form` is the present one, as `GET …/registration-form` answers it: show it and ask for what is new.',
  },

  'challenge-not-offered': {
    status: 404,
    title: 'No proof of work is asked for here',
    meaning: 'The site has no challenge, or one of a provider: `challenge` of `GET …/registration-form` says which.',
  },
  'challenge-unavailable': {
    status: 503,
    title: 'The challenge cannot be judged at the moment',
    meaning:
      'The provider of the challenge does not answer, or not to the site. Nothing was done; try again after the seconds in `Retry-After`.',
  },

  // Groups and their sign-up URLs
  'group-not-found': { status: 404, title: 'There is no such group', meaning: 'Unknown, or another site’s.' },
  'group-archived': {
    status: 409,
    title: 'The group is archived',
    meaning: 'The LMS does not use the group any more: it has no sign-up URL.',
  },
  'signup-url-not-found': { status: 404, title: 'There is no such sign-up URL', meaning: 'Unknown, or another site’s.' },
  'signup-url-live': {
    status: 409,
    title: 'The group has a live sign-up URL',
    meaning: 'A group has one at most; `signupUrlId` is the one there is. Edit it, or stop it first.',
  },
  'signup-url-stopped': {
    status: 409,
    title: 'The sign-up URL has been stopped',
    meaning: 'Its key is dead for good. Publish another one for the group.',
  },

  // Applications
  'application-not-found': {
    status: 404,
    title: 'There is no such application',
    meaning: 'Unknown, deleted, or another site’s.',
  },
  'account-not-found': {
    status: 404,
    title: 'There is no such member',
    meaning: 'Unknown, erased, or another site’s.',
  },
  'login-id-taken': {
    status: 409,
    title: 'This login ID is taken',
    meaning: 'Somebody on this site uses it, in this or a look-alike spelling. Choose another.',
  },
  'application-not-activated': {
    status: 409,
    title: 'The applicant has not confirmed yet',
    meaning: 'An application can be approved once the e-mail address has been confirmed.',
  },
  'already-decided': {
    status: 409,
    title: 'The application has already been decided',
    meaning: '`status`, `decidedBy` and `decidedAt` say what was decided, by whom and when.',
  },
  'claims-taken': {
    status: 409,
    title: 'Login ID or e-mail address is in use by now',
    meaning: 'A declined application can be approved only while its login ID and e-mail address are still free.',
  },
  'selection-changed': {
    status: 409,
    title: 'The selection has changed',
    meaning:
      'Not as many match as you have seen: `expected` and `present` say how many. Look at the list again, then repeat with its count.',
  },
  'decision-job-not-found': { status: 404, title: 'There is no such job', meaning: 'Unknown, or another site’s.' },
  'transition-not-allowed': {
    status: 409,
    title: 'Not possible in this status',
    meaning: '`status` says where the application stands; the life-cycle has no such move from there.',
  },

  // Coming in by a sign-up URL
  'signup-url-not-valid': {
    status: 404,
    title: 'This link is not valid',
    meaning: 'No live sign-up URL of the site has this key: mistyped, stopped, or past its end. Which of these is not said.',
  },
  'group-full': {
    status: 409,
    title: 'This group is full',
    meaning: 'It has as many members as it may have. Raise its limit, or wait until there is a place.',
  },

  // The mailed link
  'activation-link-unknown': {
    status: 404,
    title: 'This link is not valid',
    meaning: 'Mistyped, replaced by a newer one, or its application is gone.',
  },
  'activation-link-expired': {
    status: 410,
    title: 'This link has expired',
    meaning: '`POST …/activations/resend` with its token sends a new one.',
  },
  'activation-proof-required': {
    status: 403,
    title: 'Show that the application is yours',
    meaning: 'Send the ticket (or its cookie) from the application, or the password chosen then.',
  },
  'activation-proof-wrong': {
    status: 403,
    title: 'That does not show that the application is yours',
    meaning: 'The ticket or password does not belong to this application. The link stays valid.',
  },
  'activation-not-awaited': {
    status: 409,
    title: 'This application does not wait for activation',
    meaning: 'Its address has been confirmed, or it was decided before: `status` says where it stands. There is no link to send.',
  },
  'application-already-activated': {
    status: 409,
    title: 'This address has been confirmed already',
    meaning:
      'Somebody with the ticket or password of the application confirmed it: a mailed link alone cannot delete it any more.',
  },

  // Mails
  ...MAIL_PROBLEMS,

  // The ticket
  'ticket-required': {
    status: 403,
    title: 'Show your ticket',
    meaning: 'Send the ticket that applying was answered with, as header `Application-Ticket` or as cookie.',
  },
  'ticket-unknown': { status: 404, title: 'This ticket is not valid', meaning: 'Not a ticket of this service.' },

  // Jobs
  'job-not-found': { status: 404, title: 'There is no such job', meaning: '`GET /v1/jobs` lists those there are.' },
  'job-running': {
    status: 409,
    title: 'The job is running',
    meaning: 'A job runs once at a time, in the whole service. `GET /v1/jobs` says since when; ask again once it has ended.',
  },

  'cleanup-switched-off': {
    status: 409,
    title: 'The site deletes no applications',
    meaning:
      'Deletion of unactivated applications is switched off in the registration settings (`deleteUnactivated`). Nothing was done.',
  },

  // The service
  ...SERVICE_PROBLEMS,
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;
