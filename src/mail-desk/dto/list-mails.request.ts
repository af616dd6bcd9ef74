import { ApiPropertyOptional, IntersectionType, OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { MAIL_STATES, MAIL_TEMPLATES, type MailState, type MailTemplate } from '../../mail';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { PageRequest } from '../../platform/http/page.request';

const listIn = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

/** Which mails; lists are separated by commas. */
class MailFilterRequest {
  /** Only mails in one of these states, separated by commas. */
  @ApiPropertyOptional({ isArray: true, enum: MAIL_STATES, example: ['failed'], maxItems: MAIL_STATES.length })
  @MayBeOmitted()
  @Transform(listIn)
  @IsArray()
  @ArrayMaxSize(MAIL_STATES.length, { context: { maximum: MAIL_STATES.length } })
  @IsIn(MAIL_STATES, { each: true, context: { allowed: MAIL_STATES.join(', ') } })
  state?: MailState[];

  /** Only mails written with one of these templates, separated by commas. */
  @ApiPropertyOptional({
    isArray: true,
    enum: MAIL_TEMPLATES,
    example: ['activation', 'approved'],
    maxItems: MAIL_TEMPLATES.length,
  })
  @MayBeOmitted()
  @Transform(listIn)
  @IsArray()
  @ArrayMaxSize(MAIL_TEMPLATES.length, { context: { maximum: MAIL_TEMPLATES.length } })
  @IsIn(MAIL_TEMPLATES, { each: true, context: { allowed: MAIL_TEMPLATES.join(', ') } })
  template?: MailTemplate[];

  /**
   * Queued on this day or later: a date in the site's time zone.
   * @example '2026-04-01'
   */
  @MayBeOmitted()
  @IsString()
  queuedFrom?: string;

  /**
   * Queued on this day or before: a date in the site's time zone.
   * @example '2026-04-30'
   */
  @MayBeOmitted()
  @IsString()
  queuedTo?: string;

  /** The id of the application they are about. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(36, { context: { maximum: 36 } })
  application?: string;
}

/** A page of the list. */
export class ListMailsRequest extends IntersectionType(MailFilterRequest, PageRequest) {}

/** Which mails are counted, in each state. */
export class CountMailsRequest extends OmitType(MailFilterRequest, ['state']) {}
