const DAY_IN_MS = 24 * 3_600_000;

/** What of a site's settings says whether applications that nobody activates are deleted, and when. */
export interface DeletionSettings {
  readonly deleteUnactivatedEnabled: boolean;
  readonly deleteUnactivatedAfterDays: number | null;
}

/**
 * Whatever was sent at that moment or before is to go at `now`, if nobody has
 * activated it: N times 24 hours have passed, whatever clocks and calendars of
 * the site's time zone did meanwhile. Null: nothing is.
 */
export function sentUntil(settings: DeletionSettings, now: Date): Date | null {
  const { deleteUnactivatedEnabled: enabled, deleteUnactivatedAfterDays: days } = settings;
  return enabled && days !== null ? new Date(now.getTime() - days * DAY_IN_MS) : null;
}
