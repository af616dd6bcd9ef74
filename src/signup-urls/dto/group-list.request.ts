import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { PageRequest } from '../../platform/http/page.request';
import { GROUP_STATUSES, type GroupFilter, type GroupStatus, LONGEST_SEARCH } from '../domain/group-filter';

/** Which groups; all conditions together. */
export class GroupFilterRequest {
  /** What the name begins with, whatever its case. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(LONGEST_SEARCH, { context: { maximum: LONGEST_SEARCH } })
  name?: string;

  /** The whole code, whatever its case. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(LONGEST_SEARCH, { context: { maximum: LONGEST_SEARCH } })
  code?: string;

  /** `published`: has a live URL; `stopped`: had one; `not_published`: never had one. */
  @ApiPropertyOptional({ enum: GROUP_STATUSES })
  @MayBeOmitted()
  @IsIn(GROUP_STATUSES, { context: { allowed: GROUP_STATUSES.join(', ') } })
  status?: GroupStatus;

  /** `true`: the archived ones instead of the others. */
  @MayBeOmitted()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  archived: boolean = false;
}

export class ListGroupsRequest extends IntersectionType(GroupFilterRequest, PageRequest) {}

export function groupFilterIn({ name, code, status, archived }: GroupFilterRequest): GroupFilter {
  return {
    archived,
    ...(name !== undefined && { name }),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
  };
}
