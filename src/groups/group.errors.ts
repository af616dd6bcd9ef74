import { DomainError } from '../platform/problem/domain-error';

export class GroupNotFound extends DomainError {
  constructor() {
    super('group-not-found', 'There is no such group on this site.');
  }
}
