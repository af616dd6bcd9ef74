import { IsString } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

export class RegistrationFormRequest {
  /**
   * The key of the sign-up URL the form is opened through.
   * @example 'q3Zk9XbT0mC1dJr8Ue2o7wAx'
   */
  @MayBeOmitted()
  @IsString()
  signupUrl?: string;
}
