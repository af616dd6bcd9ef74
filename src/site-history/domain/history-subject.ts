/** What the history of a site tells of. A new kind is a new name here; names never change their meaning. */
export const HISTORY_SUBJECTS = [
  'site',
  'registration-settings',
  'signup-url',
  'group',
  'group-sync',
  'decline-reasons',
  'mail-template',
  'staff',
  'api-key',
  'retention',
  'branding',
] as const;

export type HistorySubject = (typeof HISTORY_SUBJECTS)[number];
