import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type StaffOnSite } from './staff-on-site';

/** The member of staff who asks, and the session they ask in. Only behind the guard, on operations that API keys cannot call. */
export const CurrentStaff = createParamDecorator((_: unknown, context: ExecutionContext): StaffOnSite => {
  const { user } = context.switchToHttp().getRequest<{ user?: StaffOnSite }>();
  if (user === undefined) {
    throw new Error('This operation is public: nobody has been identified.');
  }
  return user;
});
