import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { ClientLimits } from './client-limits';
import { CLIENT_LIMIT } from './limited-per-client.decorator';
import { type ClientLimitKind } from './rate-limits';

/** Stands before every operation; holds up those that say `@LimitedPerClient`. */
@Injectable()
export class ClientLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: ClientLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const kind = this.reflector.get<ClientLimitKind | undefined>(CLIENT_LIMIT, context.getHandler());
    if (kind !== undefined) {
      // As Fastify sees it, behind as many proxies as are trusted (TRUST_PROXY).
      await this.limits.ensureWithin(kind, context.switchToHttp().getRequest<FastifyRequest>().ip);
    }
    return true;
  }
}
