import { DomainError } from '../../platform/problem/domain-error';

/** One answer for everything that is no live sign-up URL of the site: nobody can tell an old key from one that never was. */
export class SignupUrlNotValid extends DomainError {
  constructor() {
    super('signup-url-not-valid', 'This link is not valid, or no longer. Ask whoever gave it to you for a new one.');
  }
}
