const HOUR_IN_MS = 3_600_000;
const DAY_IN_MS = 24 * HOUR_IN_MS;

/** What a site's settings say of deletion. */
export interface DeletionSettings {
  readonly deleteUnactivatedEnabled: boolean;
  readonly deleteUnactivatedAfterDays: number | null;
  readonly remindDaysBeforeDeletion: number | null;
}

/** Who is reminded now: who applied after the one moment, up to the other. */
export interface ReminderSpan {
  /** Exclusive. */
  readonly after: Date;
  /** Inclusive. */
  readonly upTo: Date;
  /** How long after the application it is deleted. */
  readonly lifeInMs: number;
}

/**
 * Which applications, not activated, are to be reminded of at `now`: those whose
 * deletion is no further away than the site has set, and further than an hour,
 * so that a link still has time to be used. Null: nobody is reminded.
 */
export function reminderSpan(settings: DeletionSettings, now: Date): ReminderSpan | null {
  const { deleteUnactivatedEnabled, deleteUnactivatedAfterDays: days, remindDaysBeforeDeletion: before } = settings;
  if (!deleteUnactivatedEnabled || days === null || before === null) {
    return null;
  }
  const lifeInMs = days * DAY_IN_MS;
  return {
    after: new Date(now.getTime() + HOUR_IN_MS - lifeInMs),
    upTo: new Date(now.getTime() + before * DAY_IN_MS - lifeInMs),
    lifeInMs,
  };
}

export function isDue(appliedAt: Date, { after, upTo }: ReminderSpan): boolean {
  return appliedAt > after && appliedAt <= upTo;
}

export function deletionAt(appliedAt: Date, { lifeInMs }: ReminderSpan): Date {
  return new Date(appliedAt.getTime() + lifeInMs);
}

/** How many whole hours the link in a reminder works: as long as any link of the site, but not beyond the deletion. At least one, of what is due. */
export function linkLifeBeforeDeletion(deletedAt: Date, linkLifeInHours: number, now: Date): number {
  return Math.min(linkLifeInHours, Math.floor((deletedAt.getTime() - now.getTime()) / HOUR_IN_MS));
}
