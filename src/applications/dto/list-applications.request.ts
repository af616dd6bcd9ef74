import { ApiProperty, IntersectionType, OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { PageRequest } from '../../platform/http/page.request';
import { ApplicationFilterRequest } from './application-filter.request';

const SORTS = ['appliedAt', '-appliedAt'] as const;

/** Which applications, and in which order. */
export class SortedApplicationsRequest extends ApplicationFilterRequest {
  /** By the time of application: `appliedAt` the oldest first, `-appliedAt` the newest. */
  @MayBeOmitted()
  @ApiProperty({ enum: SORTS })
  @IsIn(SORTS, { context: { allowed: SORTS.join(', ') } })
  sort: (typeof SORTS)[number] = '-appliedAt';
}

/** A page of the list. */
export class ListApplicationsRequest extends IntersectionType(SortedApplicationsRequest, PageRequest) {}

/** Which applications are counted, in each status. */
export class CountApplicationsRequest extends OmitType(ApplicationFilterRequest, ['status']) {}

/** The order of ids that a sort stands for: ids are in the order of application. */
export function orderOf(sort: SortedApplicationsRequest['sort']): 'ASC' | 'DESC' {
  return sort === 'appliedAt' ? 'ASC' : 'DESC';
}
