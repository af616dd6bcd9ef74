import { DomainError } from '../platform/problem/domain-error';

export class GroupArchived extends DomainError {
  constructor() {
    super('group-archived', 'The LMS has archived this group: nobody can apply for it.');
  }
}

export class SignupUrlNotFound extends DomainError {
  constructor() {
    super('signup-url-not-found', 'There is no such sign-up URL on this site.');
  }
}

export class SignupUrlLive extends DomainError {
  constructor(signupUrlId: string) {
    super('signup-url-live', 'The group has a live sign-up URL already. Edit that one, or stop it first.', { signupUrlId });
  }
}

export class SignupUrlStopped extends DomainError {
  constructor() {
    super('signup-url-stopped', 'This sign-up URL has been stopped. Publish another one for the group.');
  }
}

export class SignupUrlIsStale extends DomainError {
  constructor() {
    super('version-stale', 'The sign-up URL has been changed since you read it. Read it again.');
  }
}

export class SelectionChanged extends DomainError {
  constructor(expectedCount: number, count: number) {
    super('selection-changed', `The filter matches ${count} groups by now, not ${expectedCount}. Nothing was done.`, {
      expected: expectedCount,
      present: count,
    });
  }
}

/** One answer for everything that is no live sign-up URL of the site: nobody can tell an old key from one that never was. */
export class SignupUrlNotValid extends DomainError {
  constructor() {
    super('signup-url-not-valid', 'This link is not valid, or no longer. Ask whoever gave it to you for a new one.');
  }
}
