import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { clientAddress } from './client-address';

/** Where a request comes from, for what is written down of it. */
export interface RequestOrigin {
  readonly requestId: string;
  /** Of the client; null where the proxies in front told none. */
  readonly address: string | null;
}

export function originOf({ id, ip }: FastifyRequest): RequestOrigin {
  return { requestId: id, address: clientAddress(ip) };
}

/** Where the request comes from; for operations that know nobody yet. Of the others, the access says it. */
export const Origin = createParamDecorator((_: unknown, context: ExecutionContext): RequestOrigin =>
  originOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
