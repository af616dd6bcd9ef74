import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { MayBeOmitted } from '../../platform/http/optional.decorator';

const SWITCH: Readonly<Record<string, boolean>> = { true: true, false: false };

export class SyncOptionsRequest {
  /** Whether to tell only what would become of the groups. Nothing changes, then. */
  @MayBeOmitted()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (SWITCH[value] ?? value) : value))
  @IsBoolean()
  dryRun: boolean = false;
}
