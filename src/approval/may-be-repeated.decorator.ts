import { ApiHeader } from '@nestjs/swagger';

/** The operation takes an `Idempotency-Key`. */
export function MayBeRepeated(): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Any 1 to 200 visible ASCII characters, for example a UUID. The same request with the same key takes effect once and gets the same answer for 24 hours, unless the service is set up otherwise.',
  });
}
