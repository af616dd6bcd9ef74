import { IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../platform/http/optional.decorator';

/** The forms of the activation page that need the link alone. */
export class LinkPageRequest {
  @IsString()
  @MaxLength(200)
  token: string;
}

export class ActivatePageRequest extends LinkPageRequest {
  @MayBeOmitted()
  @IsString()
  @MaxLength(1000)
  password?: string;
}
