import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type RequestOrigin } from '../http/request-origin';
import { mayDo, type Operation, type Role, type Scope, scopeAllows } from './rights';

/** Who is behind a request, as the guard found them just now: a member of staff, or an API key under its own name. */
export interface StaffAccess extends RequestOrigin {
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Of an API key; staff have none. */
  readonly scopes?: readonly Scope[];
  /** The site of the path; null where the path names none. */
  readonly siteId: string | null;
}

/** A {@link StaffAccess} on an operation whose path names a site. */
export type SiteAccess = StaffAccess & { readonly siteId: string };

export interface RequestWithAccess extends FastifyRequest {
  staffAccess?: StaffAccess;
}

/** The member of staff who asks. Only behind the guard, on operations that are not public. */
export const Access = createParamDecorator((_: unknown, context: ExecutionContext): StaffAccess => {
  const { staffAccess } = context.switchToHttp().getRequest<RequestWithAccess>();
  if (staffAccess === undefined) {
    throw new Error('This operation is public: nobody has been identified.');
  }
  return staffAccess;
});

/** Whether who asks may also do `operation`, besides the one that the guard has let pass. */
export function isAllowed({ roles, scopes = [] }: Pick<StaffAccess, 'roles' | 'scopes'>, operation: Operation): boolean {
  return roles.some((role) => mayDo(role, operation)) || scopes.some((scope) => scopeAllows(scope, operation));
}
