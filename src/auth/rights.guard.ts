import { type ExecutionContext, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { NEEDED_RIGHT, type NeededRight } from '../platform/access/endpoint.decorator';
import { mayDo, mayDoBeforePasswordChange, mayDoBeforeSecondFactor, type Operation, type Role } from '../platform/access/rights';
import { type RequestWithAccess, type StaffAccess } from '../platform/access/staff-access';
import { Config } from '../platform/config/config';
import { originOf } from '../platform/http/request-origin';
import { currentRequestScope } from '../platform/logging/request-scope';
import { DomainError } from '../platform/problem/domain-error';
import { ApiKeyAccess } from './api-keys/api-key-access';
import { looksLikeApiKey } from './api-keys/api-key-text';
import { STAFF_TOKEN } from './staff-token.strategy';
import { type StaffOnSite } from './staff-on-site';
import { StaffStore } from './staff.store';

/**
 * Stands before every operation. Public ones pass; for all others the caller
 * must be known and have a role with the right, looked up at this moment: a
 * role taken away counts at the next request.
 *
 * A site one has nothing to do with is answered as one that does not exist.
 */
@Injectable()
export class RightsGuard extends AuthGuard(STAFF_TOKEN) implements OnApplicationBootstrap {
  constructor(
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly staff: StaffStore,
    private readonly apiKeys: ApiKeyAccess,
    private readonly config: Config,
  ) {
    super();
  }

  /** An operation that says nothing of who may call it stops the start. */
  onApplicationBootstrap(): void {
    const silent = this.discovery
      .getControllers()
      .flatMap((controller) => operationsWithoutRight(controller.instance as object, String(controller.name)));
    if (silent.length > 0) {
      throw new Error(`These operations do not say who may call them (@Endpoint): ${silent.join(', ')}`);
    }
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const right = this.reflector.get<NeededRight>(NEEDED_RIGHT, context.getHandler());
    if (right === 'public') {
      return true;
    }
    const request = context.switchToHttp().getRequest<RequestWithAccess & { user: StaffOnSite }>();
    const apiKey = apiKeyIn(request);
    if (apiKey !== null) {
      const { site } = request.params as { site?: string };
      enter(request, { ...(await this.apiKeys.ensure(apiKey, right, site)), ...originOf(request) }, site);
      return true;
    }
    await super.canActivate(context);
    ensureOwnPassword(request.user, right);
    this.ensureSecondFactor(request.user, right);
    const { site } = request.params as { site?: string };
    const roles = site === undefined ? await this.rolesAnywhere(request.user) : this.rolesOn(request.user);
    if (!roles.some((role) => mayDo(role, right))) {
      throw new DomainError('forbidden', 'Your role does not include this operation.');
    }
    const { id: staffId, name, email, siteId } = request.user;
    enter(request, { staffId, name, email, roles, siteId, ...originOf(request) }, site);
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error instanceof Error) {
      throw error;
    }
    if (user === false) {
      throw new DomainError('unauthenticated', 'Log in, and send the access token: Authorization: Bearer …');
    }
    return user;
  }

  private ensureSecondFactor({ hasSecondFactor, siteRequiresSecondFactor }: StaffOnSite, right: Operation): void {
    const isRequired = siteRequiresSecondFactor || this.config.staffSecondFactorRequired;
    if (isRequired && !hasSecondFactor && !mayDoBeforeSecondFactor(right)) {
      throw new DomainError('second-factor-enrolment-required', 'Set up a second factor first: POST /v1/staff/me/totp.');
    }
  }

  private rolesOn({ siteId, role, isOperator }: StaffOnSite): Role[] {
    const roles: Role[] = [...(isOperator ? (['operator'] as const) : []), ...(role === null ? [] : [role])];
    if (siteId === null || roles.length === 0) {
      throw new DomainError('site-not-found', 'There is no such site.');
    }
    return roles;
  }

  private async rolesAnywhere({ id, isOperator }: StaffOnSite): Promise<Role[]> {
    const memberships = await this.staff.memberships(id);
    return [...(isOperator ? (['operator'] as const) : []), ...memberships.map(({ role }) => role)];
  }
}

function apiKeyIn({ headers }: RequestWithAccess): string | null {
  const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return token !== undefined && looksLikeApiKey(token) ? token : null;
}

function enter(request: RequestWithAccess, access: StaffAccess, site: string | undefined): void {
  request.staffAccess = access;
  Object.assign(currentRequestScope() ?? {}, { actor: access.staffId, ...(site !== undefined && { site }) });
}

function ensureOwnPassword({ mustChangePassword }: StaffOnSite, right: Operation): void {
  if (mustChangePassword && !mayDoBeforePasswordChange(right)) {
    throw new DomainError('password-change-required', 'Choose a password of your own first: PUT /v1/staff/me/password.');
  }
}

function operationsWithoutRight(controller: object, name: string): string[] {
  const prototype = Object.getPrototypeOf(controller) as Record<string, (...args: unknown[]) => unknown>;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .filter((method) => {
      const handler = prototype[method];
      return handler !== undefined && Reflect.hasMetadata(PATH_METADATA, handler) && !Reflect.hasMetadata(NEEDED_RIGHT, handler);
    })
    .map((method) => `${name}.${method}`);
}
