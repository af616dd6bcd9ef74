import { ApiProperty } from '@nestjs/swagger';
import { type GroupChange, SYNC_OUTCOMES, type SyncOutcome } from '../../groups';
import { faultText, type Locale } from '../../platform/i18n';
import { FieldErrorResponse } from '../../platform/openapi/problem.response';
import { type SyncReport } from '../sync-groups.use-case';
import { type TakenGroup } from '../take-over-groups';

const ANY_VALUE = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] };

export class GroupChangeResponse {
  /** @example 'memberLimit' */
  field: string;

  /** The value before; null where there was none. */
  @ApiProperty({ ...ANY_VALUE, example: null })
  from: GroupChange['from'];

  @ApiProperty({ ...ANY_VALUE, example: 200 })
  to: GroupChange['to'];

  static from({ field, from, to }: GroupChange): GroupChangeResponse {
    return { field, from, to };
  }
}

export class SyncSummaryResponse implements Record<SyncOutcome, number> {
  /** @example 12 */
  created: number;

  /** @example 3 */
  updated: number;

  /** @example 982 */
  unchanged: number;

  /** @example 2 */
  archived: number;

  /** @example 0 */
  restored: number;

  /** @example 1 */
  refused: number;
}

export class SyncedGroupResponse {
  /**
   * Where it stood in the request, from 0; blank lines of NDJSON do not count.
   * @example 0
   */
  index: number;

  /**
   * Null where it could not be read.
   * @example 'course-4711'
   */
  lmsId: string | null;

  @ApiProperty({ enum: SYNC_OUTCOMES, example: 'archived' })
  outcome: SyncOutcome;

  /** What really changed; of a new group, what it has. */
  changes?: GroupChangeResponse[];

  /** Why it was refused: every fault of it. Pointers are into the group itself. */
  errors?: FieldErrorResponse[];

  /** Where it was archived now: whether it had a live sign-up URL. */
  signupUrlStopped?: boolean;

  /**
   * Where it was archived now: how many applications for it nobody has decided on. They stay, and can be decided.
   * @example 3
   */
  applicationsWaiting?: number;

  static from(group: TakenGroup, index: number, locale: Locale): SyncedGroupResponse {
    const { lmsId, outcome, archiving } = group;
    if (group.outcome === 'refused') {
      const errors = group.errors.map(({ pointer, fault }) => ({ pointer, code: fault.code, detail: faultText(fault, locale) }));
      return { index, lmsId, outcome, errors };
    }
    const changes = group.changes.map((change) => GroupChangeResponse.from(change));
    return { index, lmsId, outcome, ...(changes.length > 0 && { changes }), ...archiving };
  }
}

export class SyncReportResponse {
  /** Whether this only would have happened. */
  dryRun: boolean;

  /** How many groups came to what. */
  summary: SyncSummaryResponse;

  /** In the order they were sent. */
  items: SyncedGroupResponse[];

  static from({ dryRun, summary, groups }: SyncReport, locale: Locale): SyncReportResponse {
    return { dryRun, summary, items: groups.map((group, i) => SyncedGroupResponse.from(group, i, locale)) };
  }
}
