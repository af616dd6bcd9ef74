import { type ProblemKind } from './problem-kind';

/** Problems of mails and of what they say. Part of the one catalogue. */
export const MAIL_PROBLEMS = {
  'mail-template-not-found': {
    status: 404,
    title: 'There is no such mail template',
    meaning: 'The path names no template, or a language that there are no templates in. `GET …/mail-templates` lists them.',
  },
  'mail-template-version-not-found': {
    status: 404,
    title: 'There is no such version',
    meaning: 'The template has no version of that number. `GET …/history` lists those it has.',
  },
  'mail-not-found': { status: 404, title: 'There is no such mail', meaning: 'Unknown, or another site’s.' },
  'mail-being-sent': {
    status: 409,
    title: 'The mail is being sent',
    meaning: 'It is on its way at this moment. Look again in a few seconds.',
  },
  'mail-not-resendable': {
    status: 409,
    title: 'This mail cannot be sent again',
    meaning: 'What it said has been erased, and cannot be made anew: `template` says which mail it is.',
  },
  'mail-outdated': {
    status: 409,
    title: 'This mail does not fit any more',
    meaning:
      'Its application has moved on: `status` says where it stands, `deleted` when it is gone. The mail would be wrong by now.',
  },
  'unsubscribe-link-unknown': {
    status: 404,
    title: 'This link is not valid',
    meaning: 'Mistyped, or not of this service.',
  },
} as const satisfies Record<string, ProblemKind>;
