import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';

const ONE_LINE = /^\P{Cc}*$/u;
const SEVERAL_LINES = /^(?:\P{Cc}|[\n\t])*$/u;

/** Text for people, of `minimum` to `maximum` characters: no control characters, but line breaks where it may have several lines. */
export function IsPlainText(options: { minimum?: number; maximum: number; severalLines?: boolean }): PropertyDecorator {
  const { minimum = 0, maximum, severalLines = false } = options;
  return applyDecorators(
    IsString(),
    MinLength(minimum, { context: { minimum } }),
    MaxLength(maximum, { context: { maximum } }),
    Matches(severalLines ? SEVERAL_LINES : ONE_LINE),
  );
}
