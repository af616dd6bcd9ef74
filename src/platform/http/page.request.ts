import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeOmitted } from './optional.decorator';

const LARGEST_PAGE = 200;
const USUAL_PAGE = 50;

/** Which page of a list: lists are keyset-paged, a page never repeats or skips what was there before. */
export class PageRequest {
  /**
   * How many items at the most.
   * @example 50
   */
  @MayBeOmitted()
  @ApiProperty({ type: 'integer' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value))
  @IsInt()
  @Min(1, { context: { minimum: 1, maximum: LARGEST_PAGE } })
  @Max(LARGEST_PAGE, { context: { minimum: 1, maximum: LARGEST_PAGE } })
  limit: number = USUAL_PAGE;

  /** The `nextCursor` of the page before. */
  @MayBeOmitted()
  @IsString()
  @MaxLength(500, { context: { maximum: 500 } })
  cursor?: string;
}
