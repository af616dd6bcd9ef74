import { type ProblemKind } from './problem-kind';

/** Problems of staff who log in, and of their colleagues. Part of the one catalogue. */
export const STAFF_PROBLEMS = {
  'refresh-token-not-valid': {
    status: 401,
    title: 'This session cannot go on',
    meaning: 'The refresh token is unknown, was used before, or its session is over. Log in anew.',
  },
  'password-change-required': {
    status: 403,
    title: 'Choose a password of your own first',
    meaning: 'The password was made for this person. `PUT /v1/staff/me/password` changes it; nothing else is possible before.',
  },
  'current-password-wrong': {
    status: 403,
    title: 'That is not your present password',
    meaning: 'Who changes something about how they log in shows their password again.',
  },
  'second-factor-required': {
    status: 401,
    title: 'A second factor is needed',
    meaning: 'The password is right; send a code of the authenticator app, or a recovery code, as `code` as well.',
  },
  'second-factor-wrong': {
    status: 403,
    title: 'This code does not count',
    meaning: 'Mistyped, used before, or too old. Codes of the app last 30 seconds, and each counts once.',
  },
  'second-factor-enrolment-required': {
    status: 403,
    title: 'Set up a second factor first',
    meaning: 'The site, or the service, requires one. `POST /v1/staff/me/totp` sets one up; nothing else is possible before.',
  },
  'second-factor-enrolled': {
    status: 409,
    title: 'There is a second factor already',
    meaning: 'Remove it before setting up another.',
  },
  'second-factor-not-enrolled': { status: 409, title: 'There is no second factor', meaning: 'None has been set up.' },
  'password-link-not-valid': {
    status: 404,
    title: 'This link is not valid',
    meaning: 'Mistyped, used, replaced by a newer one, or too old. Ask for another: `POST /v1/staff/password-resets`.',
  },
  'api-key-not-found': { status: 404, title: 'There is no such API key', meaning: 'Unknown, revoked, or another site’s.' },
  'staff-member-not-found': {
    status: 404,
    title: 'There is no such person',
    meaning: 'Unknown, or not on the staff of this site.',
  },
  'last-administrator': {
    status: 409,
    title: 'A site needs an administrator',
    meaning: 'Nobody else who can log in is an administrator of the site. Make somebody one first.',
  },
  'own-role': {
    status: 409,
    title: 'This is about yourself',
    meaning: 'Nobody changes their own role, removes or disables themselves. Ask a colleague.',
  },
  'session-not-found': { status: 404, title: 'There is no such session', meaning: 'Unknown, over, or somebody else’s.' },
  'cross-site-request': {
    status: 403,
    title: 'This did not come from a page of the service',
    meaning:
      'A cookie counts only for the service’s own pages: send `X-Matricula-Request: 1`, from the same origin. Programs send `Authorization: Bearer …`.',
  },
  'staff-email-taken': {
    status: 409,
    title: 'This address is on the staff already',
    meaning: 'Somebody on the staff has this e-mail address.',
  },
} as const satisfies Record<string, ProblemKind>;
