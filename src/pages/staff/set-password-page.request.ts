import { IsString, MaxLength } from 'class-validator';
import { LinkPageRequest } from '../activate/activate-page.request';

export class SetPasswordPageRequest extends LinkPageRequest {
  @IsString()
  @MaxLength(1000)
  password: string;

  /** The address, which is in the form for password managers. */
  @IsString()
  @MaxLength(254)
  username: string;
}
