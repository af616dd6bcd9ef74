import { HOURS, MINUTES, SECONDS } from '../clock/clock';

/** So many times within any period of that length. */
export interface RateLimit {
  readonly times: number;
  readonly withinMs: number;
  readonly pauses?: GrowingPauses;
}

/**
 * What wrong guesses cost, beside places: after so many in a row a pause before
 * the next, and after each more a pause twice as long. Who mistypes does not
 * notice; who guesses gets slower and slower (OWASP ASVS 5.0, V6.3.1).
 */
export interface GrowingPauses {
  readonly afterTries: number;
  readonly firstMs: number;
  readonly longestMs: number;
}

const afterTries = (tries: number): GrowingPauses => ({ afterTries: tries, firstMs: 1 * SECONDS, longestMs: 1 * MINUTES });

/**
 * How often something may be asked for, by one client address. The setting
 * `RATE_LIMITS` multiplies these numbers, for places where many people share
 * an address; it leaves {@link TARGET_LIMITS} alone.
 *
 * Counted for all processes together in the Redis that `REDIS_URL` names. Without
 * one, by each process for itself: behind a balancer with several replicas a
 * client gets at most that many times as much.
 */
export const CLIENT_LIMITS = {
  /** Applying. A class that registers together behind one address is well below. */
  apply: { times: 30, withinMs: 10 * MINUTES },
  /** Having the form checked, which people do more than once. */
  preview: { times: 120, withinMs: 10 * MINUTES },
  /** Asking for a challenge: once an application, and again when it was too late. */
  challenge: { times: 120, withinMs: 10 * MINUTES },
  /** Opening a mailed link. */
  'look-at-link': { times: 300, withinMs: 10 * MINUTES },
  /** Confirming, and "this was not me". */
  activate: { times: 60, withinMs: 10 * MINUTES },
  /** Asking for another mail. */
  resend: { times: 10, withinMs: 1 * HOURS },
  /** Looking where one's application stands. */
  'look-by-ticket': { times: 120, withinMs: 10 * MINUTES },
  /** Stopping notifications from a mail. All of a provider’s mail programs may share an address. */
  unsubscribe: { times: 300, withinMs: 10 * MINUTES },
  'member-log-in': { times: 30, withinMs: 5 * MINUTES },
  /** Going on with a session of a member, or ending it: one every quarter of an hour a tab, and a school may share an address. */
  'member-refresh': { times: 600, withinMs: 10 * MINUTES },
  'staff-log-in': { times: 30, withinMs: 5 * MINUTES },
  /** Asking for a mail to choose a new password with. */
  'staff-password-reset': { times: 10, withinMs: 1 * HOURS },
  /** Choosing a password: with a mailed link, or with the present one. */
  'staff-password': { times: 30, withinMs: 10 * MINUTES },
  /** Going on with a session of staff: one every ten minutes a tab. */
  'staff-refresh': { times: 120, withinMs: 10 * MINUTES },
} as const satisfies Record<string, RateLimit>;

export type ClientLimitKind = keyof typeof CLIENT_LIMITS;

/**
 * How often something may happen to one target: the owner of an address, an
 * application. They protect that target from everybody, so they are counted in
 * the database, hold for all processes together, and survive a restart.
 */
export const TARGET_LIMITS = {
  /** Activation mails somebody asks for again, to one address. */
  'activation-mail': { times: 3, withinMs: 1 * HOURS },
  /** "You are known already", to one address. */
  'already-registered-mail': { times: 1, withinMs: 1 * HOURS },
  /** Mails about a decision that reviewers have sent again, to one address. */
  'mail-again': { times: 3, withinMs: 1 * HOURS },
  /** Applications with one address, known or not; each sends a mail. */
  application: { times: 20, withinMs: 1 * HOURS },
  /** Wrong authentication codes of one client at one sign-up URL: room for the typing errors of a class that shares an address. */
  'wrong-code-of-client': { times: 10, withinMs: 5 * MINUTES, pauses: afterTries(5) },
  /** Wrong authentication codes at one sign-up URL, of all clients together. Short: it holds up who has the right one as well. */
  'wrong-code': { times: 30, withinMs: 5 * MINUTES },
  /** Mails that a member of staff sends to themselves to try a template out. */
  'template-trial': { times: 10, withinMs: 1 * HOURS },
  /** Wrong passwords and tickets at one activation link. */
  'activation-proof': { times: 5, withinMs: 15 * MINUTES, pauses: afterTries(3) },
  /** Invitations, and mails to choose a password with, to one address of staff. */
  'staff-mail': { times: 5, withinMs: 1 * HOURS },
  /** Wrong codes of an authenticator app, or recovery codes, of one person whose password was right. */
  'staff-second-factor': { times: 5, withinMs: 15 * MINUTES, pauses: afterTries(3) },
  /** Wrong passwords of one client for one address of staff, known or not. A right one costs nothing. */
  'staff-log-in-of-client': { times: 10, withinMs: 5 * MINUTES, pauses: afterTries(5) },
  /** Wrong passwords for one address of staff, of all clients together. Short: it holds up its owner as well. */
  'staff-log-in': { times: 30, withinMs: 5 * MINUTES },
  /** Wrong passwords of one client for one login ID or address of a site, known or not. A right one costs nothing. */
  'member-log-in-of-client': { times: 10, withinMs: 5 * MINUTES, pauses: afterTries(5) },
  /** Wrong passwords for one login ID or address of a site, of all clients together. Short: it holds up its owner as well. */
  'member-log-in': { times: 30, withinMs: 5 * MINUTES },
} as const satisfies Record<string, RateLimit>;

export type TargetLimitKind = keyof typeof TARGET_LIMITS;
