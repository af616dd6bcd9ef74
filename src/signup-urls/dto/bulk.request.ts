import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { GROUP_STATUSES, type GroupStatus, LONGEST_SEARCH } from '../domain/group-filter';
import { MOST_NAMED } from '../domain/selection';
import { EditSignupUrlRequest } from './signup-url.request';

export class SelectedByFilterRequest {
  /** What the name begins with, whatever its case. */
  @ApiPropertyOptional({ maxLength: LONGEST_SEARCH, example: 'Spring' })
  name?: string;

  /** The whole code, whatever its case. */
  @ApiPropertyOptional({ maxLength: LONGEST_SEARCH, example: 'M-101' })
  code?: string;

  @ApiPropertyOptional({ enum: GROUP_STATUSES, example: 'not_published' })
  status?: GroupStatus;
}

/** Groups by their ids, or all that match a filter: one of the two. Archived ones never match. */
export class GroupSelectionRequest {
  @ApiPropertyOptional({ type: [String], minItems: 1, maxItems: MOST_NAMED, example: ['0198c0de-0000-7000-8000-000000000000'] })
  ids?: string[];

  @ApiPropertyOptional()
  filter?: SelectedByFilterRequest;

  /** With a filter: how many groups the person saw it match. If there are more or fewer by now, nothing is done. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0, example: 312 })
  expectedCount?: number;
}

export class BulkPublishRequest extends EditSignupUrlRequest {
  @ApiProperty()
  groups: GroupSelectionRequest;
}

/** The URLs of these groups, or these URLs: one of the two. */
export class BulkStopRequest {
  @ApiPropertyOptional()
  groups?: GroupSelectionRequest;

  @ApiPropertyOptional({ type: [String], minItems: 1, maxItems: MOST_NAMED, example: ['0198c0de-0000-7000-8000-000000000000'] })
  signupUrlIds?: string[];
}
