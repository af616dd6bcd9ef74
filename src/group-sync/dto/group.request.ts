import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { GROUP_CODE_LENGTH, GROUP_NAME_LENGTH, GROUPS_A_SYNC, LMS_ID_LENGTH, MEMBER_LIMIT } from '../../groups';

/** All of a group but the id it has in the LMS. What is left out is taken away. Documents the body only: the rules look at it. */
class GroupMembers {
  @ApiProperty({ minLength: GROUP_NAME_LENGTH.minimum, maxLength: GROUP_NAME_LENGTH.maximum, example: 'Mathematics 101' })
  name: string;

  /** What people call it in short. Null, or left out: none. */
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: GROUP_CODE_LENGTH.minimum,
    maxLength: GROUP_CODE_LENGTH.maximum,
    example: 'MATH-101',
  })
  code?: string | null;

  /** The id that the LMS has for the group above it. Null, or left out: none. At most 20 levels, and no circles. */
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: LMS_ID_LENGTH.minimum,
    maxLength: LMS_ID_LENGTH.maximum,
    example: 'faculty-of-science',
  })
  parentLmsId?: string | null;

  /** The most members it may have. Null, or left out: as many as one likes. */
  @ApiPropertyOptional({ type: 'integer', nullable: true, ...MEMBER_LIMIT, example: 200 })
  memberLimit?: number | null;

  /** Whether the LMS does not use it any more. Archiving stops its sign-up URL. */
  @ApiPropertyOptional({ default: false, example: false })
  archived?: boolean;
}

export class UpsertGroupRequest extends GroupMembers {
  /** Left out, or the same as in the path. */
  @ApiPropertyOptional({ minLength: LMS_ID_LENGTH.minimum, maxLength: LMS_ID_LENGTH.maximum, example: 'course-4711' })
  lmsId?: string;
}

export class SyncedGroupRequest extends GroupMembers {
  /** The id that the LMS has for the group; compared exactly. */
  @ApiProperty({ minLength: LMS_ID_LENGTH.minimum, maxLength: LMS_ID_LENGTH.maximum, example: 'course-4711' })
  lmsId: string;
}

export class SyncGroupsRequest {
  /** Groups that are not in the list stay as they are. */
  @ApiProperty({ type: [SyncedGroupRequest], minItems: GROUPS_A_SYNC.minimum, maxItems: GROUPS_A_SYNC.maximum })
  groups: SyncedGroupRequest[];
}
