import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ApplicationFilterRequest } from '../../applications';
import { MayBeOmitted } from '../../platform/http/optional.decorator';
import { DECISIONS, type DecisionKind } from '../domain/decision';
import { MOST_AT_ONCE } from '../domain/decision-job';
import { DeclineRequest } from './decision.request';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const MOST_SEEN = 100_000_000;

/** Either `ids`, or `filter` and `expectedCount`. */
export class SelectionRequest {
  /**
   * Of 1 to 1,000 applications.
   * @example ['019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de']
   */
  @MayBeOmitted()
  @IsArray()
  @ArrayMinSize(1, { context: { minimum: 1 } })
  @ArrayMaxSize(MOST_AT_ONCE, { context: { maximum: MOST_AT_ONCE } })
  @IsString({ each: true })
  @Matches(UUID, { each: true })
  ids?: string[];

  /** All that match, as in the list of applications. */
  @MayBeOmitted()
  @IsObject()
  @ValidateNested()
  @Type(() => ApplicationFilterRequest)
  filter?: ApplicationFilterRequest;

  /**
   * How many you have seen to match.
   * @example 1204
   */
  @MayBeOmitted()
  @IsInt()
  @Min(0, { context: { minimum: 0, maximum: MOST_SEEN } })
  @Max(MOST_SEEN, { context: { minimum: 0, maximum: MOST_SEEN } })
  expectedCount?: number;

  /**
   * By how many the number may differ from that; 0 unless said.
   * @example 10
   */
  @MayBeOmitted()
  @IsInt()
  @Min(0, { context: { minimum: 0, maximum: MOST_SEEN } })
  @Max(MOST_SEEN, { context: { minimum: 0, maximum: MOST_SEEN } })
  tolerance?: number;
}

export class DecisionsRequest extends DeclineRequest {
  /** What to decide. `reason` and `reasonKey` go with `decline`, `reconsider` with `approve`. */
  @IsIn(DECISIONS, { context: { allowed: DECISIONS.join(', ') } })
  decision: DecisionKind;

  @IsObject()
  @ValidateNested()
  @Type(() => SelectionRequest)
  selection: SelectionRequest;

  /**
   * Approve also those that were declined before; see approving one.
   * @example false
   */
  @MayBeOmitted()
  @IsBoolean()
  reconsider?: boolean;
}
