import { IsBoolean } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { IsPlainText } from '../../platform/http/plain-text.decorator';

const LONGEST_REASON = 1000;

export class ApproveRequest {
  /**
   * Whether the applicant gets a mail.
   * @example true
   */
  @MayBeOmitted()
  @IsBoolean()
  notifyByEmail: boolean = true;

  /**
   * Approve although it was declined before. Possible only if it had been activated and login ID and e-mail address are still free.
   * @example false
   */
  @MayBeOmitted()
  @IsBoolean()
  reconsider: boolean = false;
}

export class DeclineRequest {
  /**
   * Whether the applicant gets a mail. Who has not confirmed the address gets none.
   * @example true
   */
  @MayBeOmitted()
  @IsBoolean()
  notifyByEmail: boolean = true;

  /**
   * Why, up to 1,000 characters. The applicant reads it when notified.
   * @example 'The course is full.'
   */
  @MayBeOmitted()
  @IsPlainText({ maximum: LONGEST_REASON, severalLines: true })
  reason?: string;
}
