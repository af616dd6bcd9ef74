import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ValidateIf } from 'class-validator';

/** May be left out. Unlike class-validator's IsOptional, an explicit null is not the same as leaving it out. */
export function MayBeOmitted(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional(),
    ValidateIf((_, value) => value !== undefined),
  );
}
