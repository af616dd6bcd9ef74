import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

const SIZE = { minimum: 128, maximum: 2048 } as const;
const USUAL_SIZE = 512;

export class QrCodeRequest {
  /**
   * Width and height in pixels.
   * @example 512
   */
  @MayBeOmitted()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value))
  @IsInt()
  @Min(SIZE.minimum, { context: SIZE })
  @Max(SIZE.maximum, { context: SIZE })
  size: number = USUAL_SIZE;
}
