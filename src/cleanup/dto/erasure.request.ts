import { IsString } from 'class-validator';

export class EraseRequest {
  /**
   * The address of the person; compared as addresses are, whatever its case.
   * @example 'sam@example.org'
   */
  @IsString()
  email: string;
}
