import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { OwnForms } from './own-forms';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

@Injectable()
class OwnFormGuard implements CanActivate {
  constructor(private readonly forms: OwnForms) {}

  canActivate(context: ExecutionContext): boolean {
    this.forms.ensureOwn(requestOf(context));
    return true;
  }
}

@Injectable()
class MailedLinkFormGuard implements CanActivate {
  constructor(private readonly forms: OwnForms) {}

  canActivate(context: ExecutionContext): boolean {
    this.forms.ensureOwnIfKnown(requestOf(context));
    return true;
  }
}

/** Takes forms of our own pages alone; any other is answered 403 `cross-site-request`. */
export function OwnFormsOnly(): MethodDecorator {
  return applyDecorators(UseGuards(OwnFormGuard));
}

/** Takes forms that come with the token of a mailed link; see {@link OwnForms.ensureOwnIfKnown}. */
export function MailedLinkForms(): MethodDecorator {
  return applyDecorators(UseGuards(MailedLinkFormGuard));
}
