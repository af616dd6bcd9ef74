import { Transform } from 'class-transformer';
import { IsArray, IsIn } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { PageRequest } from '../../platform/http/page.request';
import { type ApplicationStatus, APPLICATION_STATUSES } from '../domain/application-lifecycle';

export class ListApplicationsRequest extends PageRequest {
  /** Only applications in one of these statuses, separated by commas. */
  @ApiPropertyOptional({ type: String, example: 'not_activated,unapproved' })
  @MayBeOmitted()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @IsIn(APPLICATION_STATUSES, { each: true, context: { allowed: APPLICATION_STATUSES.join(', ') } })
  status?: ApplicationStatus[];
}
