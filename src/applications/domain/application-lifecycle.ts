import { TransitionNotAllowed } from './application.errors';

/**
 * Every move an application can make, and nothing else.
 *
 * Read a row as "while an application is X, these events are possible, each
 * leading to the status on its right". `deleted` is no status but the end: the
 * application is gone. Who may cause an event, and when, is decided by
 * `activation` and `approval`; this says what is possible.
 *
 * `replace`: the same e-mail address applies again. `resend`: another mail, with
 * a new link in place of the old one. `remind`: the same by the service, before
 * the application is deleted. `disown`: the owner of the address says
 * "this was not me". `approve` of a declined application: it is reconsidered.
 * `expire`: nobody has activated it within the days that the site grants. `erase`:
 * an administrator removes everything there is of a person, whatever the status.
 * `forget`: it was declined so long ago that the site does not keep it any more.
 */
export const LIFECYCLE = {
  not_activated: {
    replace: 'deleted',
    disown: 'deleted',
    expire: 'deleted',
    erase: 'deleted',
    resend: 'not_activated',
    remind: 'not_activated',
    activate: 'unapproved',
    activate_and_approve: 'approved',
    decline: 'not_approved',
  },
  unapproved: { approve: 'approved', decline: 'not_approved', erase: 'deleted' },
  not_approved: { approve: 'approved', erase: 'deleted', forget: 'deleted' },
  approved: { erase: 'deleted' },
} as const satisfies LifecycleTable;

/** Where the life of every application begins, by the event `apply`. */
export const FIRST_STATUS = 'not_activated' satisfies ApplicationStatus;

export type ApplicationStatus = keyof typeof LIFECYCLE;
/** What ends an application, or what moves it to another status. */
export type EndingEvent = 'replace' | 'disown' | 'expire' | 'erase' | 'forget';
export type MovingEvent = 'resend' | 'remind' | 'activate' | 'activate_and_approve' | 'approve' | 'decline';
/** What is told in the history of an application that stays where it is: somebody has its mail tried, or made, again. */
export type MailEvent = 'hurry_mail' | 'mail_again';
export type ApplicationEvent = EndingEvent | MovingEvent;
export type Destination = ApplicationStatus | 'deleted';

type LifecycleTable = Record<string, Partial<Record<ApplicationEvent, string>>>;

export const APPLICATION_STATUSES = Object.keys(LIFECYCLE) as readonly ApplicationStatus[];

/** Where `event` leads an application that is `current`, or {@link TransitionNotAllowed}. */
export function destinationOf(current: ApplicationStatus, event: ApplicationEvent): Destination {
  const row: Partial<Record<ApplicationEvent, Destination>> = LIFECYCLE[current];
  const next = row[event];
  if (next === undefined) {
    throw new TransitionNotAllowed(current, event);
  }
  return next;
}

/** The status an application reaches by `event`, or {@link TransitionNotAllowed}. */
export function nextStatus(current: ApplicationStatus, event: MovingEvent): ApplicationStatus {
  const next = destinationOf(current, event);
  if (next === 'deleted') {
    throw new TransitionNotAllowed(current, event);
  }
  return next;
}
