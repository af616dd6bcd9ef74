import { IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../platform/http/optional.decorator';

/** The form of the activation page. */
export class ActivatePageRequest {
  @IsString()
  @MaxLength(200)
  token: string;

  @MayBeOmitted()
  @IsString()
  @MaxLength(1000)
  password?: string;
}
