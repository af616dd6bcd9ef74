import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DomainError } from '../problem/domain-error';
import { type BodyLimitConfig } from './body-limit.decorator';

const KIB = 1024;

/** What a route says about images; see {@link ImageBody}. */
export interface ImageBodyConfig extends BodyLimitConfig {
  readonly takesImage?: boolean;
}

/** The operation takes an image as its body, in place of JSON: up to `kib` KiB, of `mediaTypes`. Its handler gets the bytes, and looks what they are. */
export function ImageBody(mediaTypes: readonly string[], kib: number): MethodDecorator {
  return applyDecorators(
    RouteConfig({ takesImage: true, bodyLimitInBytes: kib * KIB } satisfies ImageBodyConfig),
    ApiConsumes(...mediaTypes),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
  );
}

/** The bytes of the image in a body that {@link ImageBody} let in. Throws `unsupported-media-type` for a body of another kind. */
export function imageIn(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) {
    throw new DomainError('unsupported-media-type', 'Send the image itself as the body, with its Content-Type: image/….');
  }
  return body;
}
