import { IsBoolean } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

/** What to change; what is left out stays as it is. */
export class ChangeRegistrationSettingsRequest {
  /** "Enable membership registration". Needs the operator to have made registration available to the site. */
  @MayBeOmitted()
  @IsBoolean()
  enabled?: boolean;

  /** "Automatically approve membership applications", as soon as the applicant has confirmed. Never approves what already waits. */
  @MayBeOmitted()
  @IsBoolean()
  autoApprove?: boolean;
}
