import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { type ApplicationStatus, APPLICATION_STATUSES } from '../domain/application-lifecycle';

const MAIL_STATES = ['queued', 'sending', 'sent', 'failed'] as const;
const MOST_STATUSES = APPLICATION_STATUSES.length;

/** Which applications: in the address of the list (lists separated by commas), and in bodies. */
export class ApplicationFilterRequest {
  /** Only applications in one of these statuses; in an address separated by commas. */
  @ApiPropertyOptional({ isArray: true, enum: APPLICATION_STATUSES, example: ['unapproved'], maxItems: MOST_STATUSES })
  @MayBeOmitted()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayMaxSize(MOST_STATUSES, { context: { maximum: MOST_STATUSES } })
  @IsIn(APPLICATION_STATUSES, { each: true, context: { allowed: APPLICATION_STATUSES.join(', ') } })
  status?: ApplicationStatus[];

  /** What the login ID begins with, whatever its case. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(30, { context: { maximum: 30 } })
  loginId?: string;

  /** What the address begins with, or `@` and its whole domain. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(254, { context: { maximum: 254 } })
  email?: string;

  /** What the name begins with, whatever its case. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(50, { context: { maximum: 50 } })
  name?: string;

  /**
   * Applied on this day or later: a date in the site's time zone.
   * @example '2026-04-01'
   */
  @MayBeOmitted()
  @IsString()
  appliedFrom?: string;

  /**
   * Applied on this day or before: a date in the site's time zone.
   * @example '2026-04-30'
   */
  @MayBeOmitted()
  @IsString()
  appliedTo?: string;

  /** The id of the group it was sent for. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(36, { context: { maximum: 36 } })
  group?: string;

  /** The id of the sign-up URL it was sent through. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(36, { context: { maximum: 36 } })
  signupUrl?: string;

  /** The id of the authentication code that was typed. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(36, { context: { maximum: 36 } })
  authenticationCode?: string;

  /** The state of the mail sent last about the application. */
  @MayBeOmitted()
  @ApiProperty({ enum: MAIL_STATES })
  @IsIn(MAIL_STATES, { context: { allowed: MAIL_STATES.join(', ') } })
  mailState?: (typeof MAIL_STATES)[number];

  /** The id of the member of staff who decided, or `service` for automatic approval. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(36, { context: { maximum: 36 } })
  decidedBy?: string;
}
