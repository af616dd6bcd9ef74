import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';

/** Documents the `{site}` of a path. The guard has resolved it before a handler runs. */
export function SiteInPath(): ClassDecorator & MethodDecorator {
  return applyDecorators(ApiParam({ name: 'site', description: 'The site’s slug.', example: 'north-academy' }));
}
