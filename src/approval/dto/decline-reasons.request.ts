import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { IsPlainText } from '../../platform/http/plain-text.decorator';
import { LONGEST_REASON, LONGEST_REASON_KEY, MOST_REASONS } from '../domain/decline-reason';

/** In one language at least. */
export class DeclineReasonTextRequest {
  /** @example 'The course is full.' */
  @MayBeOmitted()
  @IsPlainText({ minimum: 1, maximum: LONGEST_REASON, severalLines: true })
  @Matches(/\S/)
  en?: string;

  /** @example 'コースは満席です。' */
  @MayBeOmitted()
  @IsPlainText({ minimum: 1, maximum: LONGEST_REASON, severalLines: true })
  @Matches(/\S/)
  ja?: string;
}

export class DeclineReasonRequest {
  /**
   * What reviewers choose it by: 1 to 40 small letters, digits and `-`, beginning with a letter.
   * @example 'course-full'
   */
  @IsString()
  @MaxLength(LONGEST_REASON_KEY, { context: { maximum: LONGEST_REASON_KEY } })
  @Matches(/^[a-z][a-z0-9-]*$/)
  key: string;

  /** What the applicant reads, up to 1,000 characters a language. */
  @IsObject()
  @ValidateNested()
  @Type(() => DeclineReasonTextRequest)
  text: DeclineReasonTextRequest;
}

export class DeclineReasonsRequest {
  /** Up to 50, in the order they are offered in. */
  @IsArray()
  @ArrayMaxSize(MOST_REASONS, { context: { maximum: MOST_REASONS } })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DeclineReasonRequest)
  reasons: DeclineReasonRequest[];
}
