import { ApiProperty } from '@nestjs/swagger';
import { type ActorKind } from '../application-history.entity';
import { type HistoryView, type ListedView } from '../application.read-model';
import { type ShownAnswer } from '../../registration-form';
import { type ApplicationStatus } from '../domain/application-lifecycle';
import { type BoundedCount } from '../../platform/http/bounded-count';
import { type TwoWayPage } from '../../platform/http/cursor';

export class ApplicationResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** @example 'unapproved' */
  status: ApplicationStatus;

  /** @example 'Sam Example' */
  name: string;

  /**
   * Null where the site did without login IDs.
   * @example 'sam.example'
   */
  loginId: string | null;

  /** @example 'sam@example.org' */
  email: string;

  /** When the application was sent, ISO 8601, UTC. */
  @ApiProperty({ type: String, format: 'date-time' })
  appliedAt: Date | string;

  /** When the applicant confirmed the e-mail address; null before. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  activatedAt: Date | string | null;

  /** When it was decided; null before. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: Date | string | null;

  /** Name of the member of staff who decided; null before, and when the service decided by itself. */
  decidedBy: string | null;

  static from({ application, decidedBy }: ListedView): ApplicationResponse {
    return {
      id: application.id,
      status: application.status,
      name: application.name,
      loginId: application.loginId,
      email: application.email,
      appliedAt: application.appliedAt,
      activatedAt: application.activatedAt,
      decidedAt: application.decidedAt,
      decidedBy,
    };
  }
}

export class ShownAnswerResponse {
  /** @example 'topics' */
  key: string;

  /**
   * The question, as it was on the form that was answered.
   * @example 'What do you want to learn?'
   */
  label: string;

  /** @example 'checkbox' */
  type: ShownAnswer['type'];

  /** The answer as it was sent. */
  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }],
    example: ['maths'],
  })
  value: ShownAnswer['value'];

  /** The labels of what was chosen; null for what speaks for itself: text, dates, numbers, consent. */
  @ApiProperty({ type: [String], nullable: true, example: ['Mathematics'] })
  choices: string[] | null;

  static from({ key, label, type, value, choices }: ShownAnswer): ShownAnswerResponse {
    return { key, label, type, value, choices: choices && [...choices] };
  }
}

export class BoundedCountResponse {
  /** How many there are; at the least so many, when not exact. */
  count: number;

  exact: boolean;

  static from({ count, exact }: BoundedCount): BoundedCountResponse {
    return { count, exact };
  }
}

export class ApplicationListResponse {
  /** In the order asked for. */
  items: ApplicationResponse[];

  /** Send it as `cursor` to get the page before; null on the first one. */
  previousCursor: string | null;

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, previousCursor, nextCursor }: TwoWayPage<ListedView>): ApplicationListResponse {
    return { items: items.map((view) => ApplicationResponse.from(view)), previousCursor, nextCursor };
  }
}

/** How many applications there are in each status; counted up to 10,000. */
export class ApplicationCountsResponse implements Record<ApplicationStatus, BoundedCountResponse> {
  not_activated: BoundedCountResponse;

  unapproved: BoundedCountResponse;

  approved: BoundedCountResponse;

  not_approved: BoundedCountResponse;

  static from(counts: Record<ApplicationStatus, BoundedCount>): ApplicationCountsResponse {
    return {
      not_activated: BoundedCountResponse.from(counts.not_activated),
      unapproved: BoundedCountResponse.from(counts.unapproved),
      approved: BoundedCountResponse.from(counts.approved),
      not_approved: BoundedCountResponse.from(counts.not_approved),
    };
  }
}

export class ActorResponse {
  /** @example 'staff' */
  kind: ActorKind;

  /** The member of staff; null for applicants and the service itself. */
  id: string | null;

  /** Their name; null when there is none (any more). */
  name: string | null;
}

export class HistoryEntryResponse {
  /** When, ISO 8601, UTC. */
  at: Date;

  /**
   * What happened.
   * @example 'approve'
   */
  event: string;

  /**
   * The status before; null for the first entry.
   * @example 'unapproved'
   */
  from: string | null;

  /**
   * The status after, or `deleted`.
   * @example 'approved'
   */
  to: string;

  actor: ActorResponse;

  /** Why, as the applicant was told, or would have been. */
  reason: string | null;

  /** Which reason of the site’s catalogue that was; null for one in the reviewer’s own words. */
  reasonKey: string | null;

  /** What the reviewer noted for colleagues. No applicant ever sees it. */
  note: string | null;

  /** The request that caused it; the log has it too. */
  requestId: string | null;

  static from({ row, actorName }: HistoryView): HistoryEntryResponse {
    return {
      at: row.at,
      event: row.event,
      from: row.fromStatus,
      to: row.toStatus,
      actor: { kind: row.actorKind, id: row.actorId, name: actorName },
      reason: row.reason,
      reasonKey: row.reasonKey,
      note: row.note,
      requestId: row.requestId,
    };
  }
}

export class HistoryResponse {
  /** Oldest first. */
  items: HistoryEntryResponse[];

  static from(views: readonly HistoryView[]): HistoryResponse {
    return { items: views.map((view) => HistoryEntryResponse.from(view)) };
  }
}
