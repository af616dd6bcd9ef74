import { IsString, MaxLength } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { PageRequest } from '../../platform/http/page.request';

export class ListAccountsRequest extends PageRequest {
  /**
   * Only members opened or changed at or after this moment. ISO 8601 with time and zone.
   * @example '2026-04-01T00:00:00Z'
   */
  @MayBeOmitted()
  @IsString()
  @MaxLength(40, { context: { maximum: 40 } })
  updatedSince?: string;
}
