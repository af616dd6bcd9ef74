import { type BoundedCount } from '../../platform/http/bounded-count';
import { type Page } from '../../platform/http/cursor';
import { type AskedBy, type CleanupOutcome } from '../cleanup-run.entity';
import { type CleanupPreview, type CleanupRunView } from '../cleanup.read-model';

export class DueCountResponse {
  /** How many there are; at the least so many, when not exact. */
  count: number;

  exact: boolean;

  static from({ count, exact }: BoundedCount): DueCountResponse {
    return { count, exact };
  }
}

export class CleanupPreviewResponse {
  /** Whether the site deletes applications that nobody activates. */
  enabled: boolean;

  /**
   * After how many times 24 hours since the application.
   * @example 30
   */
  afterDays: number | null;

  /** What a run would remove now; none while that is switched off. */
  due: DueCountResponse;

  /** When the oldest of them was sent; null when there is none. */
  oldestAppliedAt: Date | null;

  /** When the schedule looks at the site next; null while that is switched off. */
  nextRunAt: Date | null;

  /** Whether the job runs at this moment, for this site or another. */
  running: boolean;

  static from({ enabled, afterDays, due, oldestAppliedAt, nextRunAt, isRunning }: CleanupPreview): CleanupPreviewResponse {
    return { enabled, afterDays, due: DueCountResponse.from(due), oldestAppliedAt, nextRunAt, running: isRunning };
  }
}

export class CleanupAskerResponse {
  /** @example 'person' */
  kind: AskedBy;

  /** The member of staff; null when it was the schedule. */
  id: string | null;

  /**
   * Their name; null when there is none (any more).
   * @example 'Sam Example'
   */
  name: string | null;
}

export class CleanupRunResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  askedBy: CleanupAskerResponse;

  startedAt: Date;

  /** Null while it is not over. A run that was interrupted goes on when the job runs next. */
  endedAt: Date | null;

  /** How many applications it has removed (so far). */
  removed: number;

  /**
   * `switched-off`: the site switched deletion off meanwhile. Null while it is not over.
   * @example 'succeeded'
   */
  outcome: CleanupOutcome | null;

  static from({ run, askedByName }: CleanupRunView): CleanupRunResponse {
    return {
      id: run.id,
      askedBy: { kind: run.askedBy, id: run.askedById, name: askedByName },
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      removed: run.removed,
      outcome: run.outcome,
    };
  }
}

export class CleanupRunListResponse {
  /** Newest first. */
  items: CleanupRunResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<CleanupRunView>): CleanupRunListResponse {
    return { items: items.map((view) => CleanupRunResponse.from(view)), nextCursor };
  }
}
