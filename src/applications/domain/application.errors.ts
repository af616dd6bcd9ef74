import { DomainError } from '../../platform/problem/domain-error';

/** The life-cycle has no such move. */
export class TransitionNotAllowed extends DomainError {
  constructor(status: string, event: string) {
    super('transition-not-allowed', `An application that is ${status} cannot ${event}.`, { status, event });
  }
}

export class ApplicationNotFound extends DomainError {
  constructor() {
    super('application-not-found', 'There is no such application.');
  }
}

export class LoginIdTaken extends DomainError {
  constructor() {
    super('login-id-taken', 'Somebody on this site uses this login ID, or one that looks like it. Choose another.');
  }
}
