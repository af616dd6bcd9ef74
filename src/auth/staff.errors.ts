import { DomainError } from '../platform/problem/domain-error';

export class StaffMemberNotFound extends DomainError {
  constructor() {
    super('staff-member-not-found', 'There is no such person on the staff.');
  }
}

/** Nobody decides about themselves. */
export class OwnRole extends DomainError {
  constructor() {
    super('own-role', 'This is about yourself. Ask a colleague.');
  }
}
