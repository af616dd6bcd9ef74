import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { IsPlainText } from '../../platform/http/plain-text.decorator';
import { LONGEST_REASON, LONGEST_REASON_KEY } from '../domain/decline-reason';

const LONGEST_NOTE = 2000;

class AnyDecisionRequest {
  /**
   * Whether the applicant gets a mail. Who has not confirmed the address gets none.
   * @example true
   */
  @MayBeOmitted()
  @IsBoolean()
  notifyByEmail: boolean = true;

  /**
   * For colleagues, up to 2,000 characters, in the history. No applicant ever sees it.
   * @example 'Known from the spring course.'
   */
  @MayBeOmitted()
  @IsPlainText({ maximum: LONGEST_NOTE, severalLines: true })
  note?: string;
}

export class ApproveRequest extends AnyDecisionRequest {
  /**
   * Approve although it was declined before. Possible only if it had been activated and login ID and e-mail address are still free.
   * @example false
   */
  @MayBeOmitted()
  @IsBoolean()
  reconsider: boolean = false;
}

export class DeclineRequest extends AnyDecisionRequest {
  /**
   * Why, up to 1,000 characters. The applicant reads it when notified.
   * @example 'The course is full.'
   */
  @MayBeOmitted()
  @IsPlainText({ maximum: LONGEST_REASON, severalLines: true })
  reason?: string;

  /**
   * In place of `reason`: one of the site’s catalogue, which the applicant reads in their own language.
   * @example 'course-full'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(LONGEST_REASON_KEY, { context: { maximum: LONGEST_REASON_KEY } })
  reasonKey?: string;
}
