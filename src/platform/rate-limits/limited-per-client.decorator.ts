import { applyDecorators, SetMetadata } from '@nestjs/common';
import { problemResponses } from '../access/problem-responses';
import { type ClientLimitKind } from './rate-limits';

export const CLIENT_LIMIT = 'matricula:client-limit';

/** One client address may ask for this so often; see CLIENT_LIMITS. Beyond that it is answered 429. */
export function LimitedPerClient(kind: ClientLimitKind): MethodDecorator {
  return applyDecorators(SetMetadata(CLIENT_LIMIT, kind), ...problemResponses(['too-many-requests']));
}
