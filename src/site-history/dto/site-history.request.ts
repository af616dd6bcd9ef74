import { Transform } from 'class-transformer';
import { IsArray, IsIn } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { PageRequest } from '../../platform/http/page.request';
import { HISTORY_SUBJECTS, type HistorySubject } from '../domain/history-subject';

export class ListSiteHistoryRequest extends PageRequest {
  /** Only changes of one of these, separated by commas. */
  @ApiPropertyOptional({ type: String, example: 'registration-settings' })
  @MayBeOmitted()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @IsIn(HISTORY_SUBJECTS, { each: true, context: { allowed: HISTORY_SUBJECTS.join(', ') } })
  subject?: HistorySubject[];
}
