import { IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

/** The forms of pages behind a mailed link that need the link alone. */
export class LinkPageRequest {
  @IsString()
  @MaxLength(200)
  token: string;

  /** See OwnForms. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(200)
  csrf?: string;
}

export class ActivatePageRequest extends LinkPageRequest {
  @MayBeOmitted()
  @IsString()
  @MaxLength(1000)
  password?: string;
}
