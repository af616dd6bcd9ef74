import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { createValidationPipe } from '../platform/http/validation';
import { DomainError } from '../platform/problem/domain-error';
import { StaffLogInRequest } from './dto/staff-session.request';
import { LogInStaff } from './log-in-staff.use-case';
import { type Staff } from './staff.entity';

const STRATEGY = 'staff-password';

@Injectable()
export class StaffPasswordStrategy extends PassportStrategy(Strategy, STRATEGY) {
  constructor(private readonly logIn: LogInStaff) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  async validate({ ip }: FastifyRequest, email: string, password: string): Promise<Staff | false> {
    return (await this.logIn.identify({ email, password }, ip)) ?? false;
  }
}

/** Checks e-mail address and password of the body; the person is the request's `user` then. Throws `wrong-credentials`. */
@Injectable()
export class StaffPasswordGuard extends AuthGuard(STRATEGY) {
  private readonly form = createValidationPipe();

  // Guards come before pipes: without this, arrays and objects would reach the strategy.
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    await this.form.transform(body, { type: 'body', metatype: StaffLogInRequest });
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error instanceof Error) {
      throw error;
    }
    if (user === false) {
      throw new DomainError('wrong-credentials', 'E-mail address or password is not right.');
    }
    return user;
  }
}
