import { DomainError } from '../../platform/problem/domain-error';

export class ActivationLinkUnknown extends DomainError {
  constructor() {
    super('activation-link-unknown', 'This link is not valid, or has been replaced by a newer one. Look for the latest mail.');
  }
}

export class ActivationLinkExpired extends DomainError {
  constructor() {
    super('activation-link-expired', 'This link has expired. Apply again to get a new one.');
  }
}

export class ActivationProofRequired extends DomainError {
  constructor() {
    super(
      'activation-proof-required',
      'Show that the application is yours: send its ticket, or the password chosen in it. The link stays valid.',
    );
  }
}

export class ActivationProofWrong extends DomainError {
  constructor() {
    super('activation-proof-wrong', 'That does not belong to this application. The link stays valid.');
  }
}
