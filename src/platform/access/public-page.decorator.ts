import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type PageConfig } from '../http/page-config';
import { NEEDED_RIGHT } from './endpoint.decorator';

/** A page that anybody may open. What goes wrong with it is answered as a page, too. */
export function PublicPage(config: Omit<PageConfig, 'isPage'> = {}): MethodDecorator {
  return applyDecorators(SetMetadata(NEEDED_RIGHT, 'public'), RouteConfig({ isPage: true, ...config } satisfies PageConfig));
}

/** Something that anybody may fetch, and that is no page: programs and pages ask for it. */
export function PublicFile(): MethodDecorator {
  return SetMetadata(NEEDED_RIGHT, 'public');
}
