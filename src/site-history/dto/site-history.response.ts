import { ApiProperty } from '@nestjs/swagger';
import { type Page } from '../../platform/http/cursor';
import { type FieldChange, type HistoryValue } from '../domain/field-changes';
import { type HistoryActorKind } from '../domain/history-actor';
import { ALL_HISTORY_EVENTS, HISTORY_SUBJECTS, type HistoryEvent, type HistorySubject } from '../domain/history-subject';
import { type HistoryView } from '../site-history.read-model';

const ANY_VALUE = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: { type: 'string' } },
    { type: 'null' },
  ],
};

export class FieldChangeResponse {
  /**
   * As it is called in the request; with a dot for what is inside another.
   * @example 'deleteUnactivated.afterDays'
   */
  field: string;

  /** The value before; null where there was none. */
  @ApiProperty({ ...ANY_VALUE, example: null })
  from: HistoryValue;

  /** The value after. */
  @ApiProperty({ ...ANY_VALUE, example: 30 })
  to: HistoryValue;

  static from({ field, from, to }: FieldChange): FieldChangeResponse {
    return { field, from, to };
  }
}

export class SiteHistoryActorResponse {
  /**
   * A member of staff, an API key, or the service itself.
   * @example 'staff'
   */
  kind: HistoryActorKind;

  /** The member of staff or the API key; null for the service itself. */
  id: string | null;

  /**
   * What they were called then.
   * @example 'Sam Example'
   */
  name: string | null;
}

export class SiteHistoryEntryResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /** When, ISO 8601, UTC. */
  at: Date;

  /** What it happened to. */
  @ApiProperty({ enum: HISTORY_SUBJECTS, example: 'registration-settings' })
  subject: HistorySubject;

  /** What happened. */
  @ApiProperty({ enum: ALL_HISTORY_EVENTS, example: 'change' })
  event: HistoryEvent;

  /** Which one of its kind; null where there is but one, or were many. It may be gone. */
  aboutId: string | null;

  actor: SiteHistoryActorResponse;

  /**
   * From where: the address of the client. Null for the service itself, and where a proxy did not tell.
   * @example '203.0.113.7'
   */
  address: string | null;

  /** Every field that changed, and no other; or what there is to say of the event, as `to`. */
  changes: FieldChangeResponse[];

  /** The request that caused it; the log has it too. Null where it was about an application: clients could have named the applicant in it. */
  requestId: string | null;

  static from(entry: HistoryView): SiteHistoryEntryResponse {
    const changes = JSON.parse(entry.changes) as FieldChange[];
    return {
      id: entry.id,
      at: entry.at,
      subject: entry.subject,
      event: entry.event,
      aboutId: entry.aboutId,
      actor: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName },
      address: entry.address,
      changes: changes.map((change) => FieldChangeResponse.from(change)),
      requestId: entry.requestId,
    };
  }
}

export class SiteHistoryResponse {
  /** Newest first. */
  items: SiteHistoryEntryResponse[];

  /** Send it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;

  static from({ items, nextCursor }: Page<HistoryView>): SiteHistoryResponse {
    return { items: items.map((entry) => SiteHistoryEntryResponse.from(entry)), nextCursor };
  }
}
