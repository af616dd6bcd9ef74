/**
 * What the history of a site tells of, and what happens to each. Something new
 * is a new name here; names never change their meaning.
 */
const HISTORY_EVENTS = {
  site: ['create', 'change'],
  'registration-settings': ['change'],
  'bot-protection': ['change'],
  'registration-fields': ['change'],
  terms: ['change'],
  retention: ['change'],
  branding: ['change'],
  'signup-url': ['publish', 'edit', 'stop'],
  group: ['change'],
  'group-sync': ['sync'],
  'decline-reasons': ['change'],
  'mail-template': ['change'],
  mail: ['send-again'],
  staff: ['create', 'invite', 'change-role', 'remove', 'disable', 'enable', 'reset-second-factor', 'change-policy'],
  access: ['log-in', 'change-password', 'set-up-second-factor', 'remove-second-factor'],
  'api-key': ['create', 'revoke'],
  'member-sessions': ['end'],
  decision: ['approve', 'decline', 'begin-many', 'finish-many', 'cancel-many', 'fail-many'],
  export: ['begin', 'finish', 'break-off'],
  erasure: ['erase'],
  cleanup: ['run'],
} as const;

export type HistorySubject = keyof typeof HISTORY_EVENTS;

export type HistoryEvent = (typeof HISTORY_EVENTS)[HistorySubject][number];

/** A subject with one of its own events. */
export type Happening = {
  readonly [S in HistorySubject]: { readonly subject: S; readonly event: (typeof HISTORY_EVENTS)[S][number] };
}[HistorySubject];

export const HISTORY_SUBJECTS = Object.keys(HISTORY_EVENTS) as HistorySubject[];

export const ALL_HISTORY_EVENTS: readonly HistoryEvent[] = [...new Set(Object.values(HISTORY_EVENTS).flat())];
