import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { PageRequest } from '../../platform/http/page.request';
import { HISTORY_SUBJECTS, type HistorySubject } from '../domain/history-subject';

/** Which entries; all conditions together. */
export class SiteHistoryFilterRequest {
  /** Only what happened to one of these, separated by commas. */
  @ApiPropertyOptional({ type: String, example: 'registration-settings' })
  @MayBeOmitted()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @IsIn(HISTORY_SUBJECTS, { each: true, context: { allowed: HISTORY_SUBJECTS.join(', ') } })
  subject?: HistorySubject[];

  /**
   * Only what this member of staff, or this API key, has done: an id.
   * @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(36, { context: { maximum: 36 } })
  actor?: string;

  /**
   * Only what happened to the one with this id: an application, a sign-up URL, a member of staff, an API key, a decision on many, an
   * export, a run of the clean-up.
   * @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(36, { context: { maximum: 36 } })
  about?: string;

  /**
   * Only what happened then or later. ISO 8601 with time and zone.
   * @example '2026-04-01T00:00:00Z'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(40, { context: { maximum: 40 } })
  from?: string;

  /**
   * Only what happened before then. ISO 8601 with time and zone.
   * @example '2026-05-01T00:00:00+09:00'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(40, { context: { maximum: 40 } })
  before?: string;
}

export class ListSiteHistoryRequest extends IntersectionType(SiteHistoryFilterRequest, PageRequest) {}
