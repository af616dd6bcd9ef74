import { ApiProperty } from '@nestjs/swagger';
import { type GroupView, SIGNUP_URL_STATUSES, type SignupUrlStatus, SYNC_OUTCOMES, type SyncOutcome } from '../../groups';
import { type UpsertedGroup } from '../upsert-group.use-case';

export class GroupResponse {
  /** @example '019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de' */
  id: string;

  /**
   * The id that the LMS has for it.
   * @example 'course-4711'
   */
  lmsId: string;

  /** @example 'Mathematics 101' */
  name: string;

  /** @example 'MATH-101' */
  code: string | null;

  /**
   * The id that the LMS has for the group above it; null: there is none.
   * @example 'faculty-of-science'
   */
  parentLmsId: string | null;

  /**
   * The most members it may have; null: as many as one likes.
   * @example 200
   */
  memberLimit: number | null;

  /** Whether the LMS does not use it any more: it has no sign-up URL, then. */
  archived: boolean;

  /** Whether it has a live sign-up URL, or had one. */
  @ApiProperty({ enum: SIGNUP_URL_STATUSES, example: 'published' })
  signupUrlStatus: SignupUrlStatus;

  createdAt: Date;

  /** When the LMS last changed it. */
  updatedAt: Date;

  static from({ group, parentLmsId }: GroupView): GroupResponse {
    const { id, lmsId, name, code, memberLimit, archived, signupUrlStatus, createdAt, updatedAt } = group;
    return { id, lmsId, name, code, parentLmsId, memberLimit, archived, signupUrlStatus, createdAt, updatedAt };
  }
}

export class UpsertedGroupResponse extends GroupResponse {
  /** What became of it. */
  @ApiProperty({ enum: SYNC_OUTCOMES.filter((outcome) => outcome !== 'refused'), example: 'created' })
  outcome: SyncOutcome;

  /** Where it was archived now: whether it had a live sign-up URL. */
  signupUrlStopped?: boolean;

  /**
   * Where it was archived now: how many applications for it nobody has decided on. They stay, and can be decided.
   * @example 3
   */
  applicationsWaiting?: number;

  static override from({ outcome, archiving, ...view }: UpsertedGroup): UpsertedGroupResponse {
    return { ...GroupResponse.from(view), outcome, ...archiving };
  }
}
