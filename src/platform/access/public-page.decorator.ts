import { SetMetadata } from '@nestjs/common';
import { NEEDED_RIGHT } from './endpoint.decorator';

/** A page that anybody may open. */
export function PublicPage(): MethodDecorator {
  return SetMetadata(NEEDED_RIGHT, 'public');
}
