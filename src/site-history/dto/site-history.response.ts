import { ApiProperty } from '@nestjs/swagger';
import { type Page } from '../../platform/http/cursor';
import { type FieldChange, type HistoryValue } from '../domain/field-changes';
import { type HistoryActorKind } from '../domain/history-actor';
import { HISTORY_SUBJECTS, type HistorySubject } from '../domain/history-subject';
import { type SiteHistoryEntry } from '../site-history-entry.entity';

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

  /** What was changed. */
  @ApiProperty({ enum: HISTORY_SUBJECTS, example: 'registration-settings' })
  subject: HistorySubject;

  actor: SiteHistoryActorResponse;

  /** Every field that changed, and no other. */
  changes: FieldChangeResponse[];

  /** The request that caused it; the log has it too. */
  requestId: string | null;

  static from(entry: SiteHistoryEntry): SiteHistoryEntryResponse {
    const changes = JSON.parse(entry.changes) as FieldChange[];
    return {
      id: entry.id,
      at: entry.at,
      subject: entry.subject,
      actor: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName },
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

  static from({ items, nextCursor }: Page<SiteHistoryEntry>): SiteHistoryResponse {
    return { items: items.map((entry) => SiteHistoryEntryResponse.from(entry)), nextCursor };
  }
}
