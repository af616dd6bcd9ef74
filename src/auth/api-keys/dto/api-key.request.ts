import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, Max, Min } from 'class-validator';
import { SCOPES, type Scope } from '../../../platform/access/rights';
import { MayBeOmitted } from '../../../platform/http/optional.decorator';
import { IsPlainText } from '../../../platform/http/plain-text.decorator';

const NAMES = Object.keys(SCOPES) as Scope[];
const A_YEAR = 365;
const LONGEST_LIFE = 5 * A_YEAR;

export class CreateApiKeyRequest {
  /**
   * What you call it, 1 to 100 characters.
   * @example 'LMS, nightly sync'
   */
  @IsPlainText({ minimum: 1, maximum: 100 })
  name: string;

  /** What it may do. */
  @ApiProperty({ enum: NAMES, isArray: true, example: ['accounts:read', 'groups:sync'] })
  @IsArray()
  @ArrayMinSize(1, { context: { minimum: 1 } })
  @ArrayMaxSize(NAMES.length, { context: { maximum: NAMES.length } })
  @IsIn(NAMES, { each: true, context: { allowed: NAMES.join(', ') } })
  scopes: Scope[];

  /**
   * After how many days it expires, 1 to 1825; a year, if nothing is said.
   * @example 365
   */
  @MayBeOmitted()
  @IsInt()
  @Min(1, { context: { minimum: 1, maximum: LONGEST_LIFE } })
  @Max(LONGEST_LIFE, { context: { minimum: 1, maximum: LONGEST_LIFE } })
  expiresInDays: number = A_YEAR;
}
