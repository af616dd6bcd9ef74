import { DomainError } from '../../platform/problem/domain-error';

export class ActivationLinkUnknown extends DomainError {
  constructor() {
    super('activation-link-unknown', 'This link is not valid, or has been replaced by a newer one. Look for the latest mail.');
  }
}

export class ActivationLinkExpired extends DomainError {
  constructor() {
    super('activation-link-expired', 'This link has expired. You can have a new mail sent to the same address.');
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

export class ActivationNotAwaited extends DomainError {
  constructor(status: string) {
    super('activation-not-awaited', `This application is ${status}: it does not wait for activation any more.`, { status });
  }
}

/** A mailed link cannot delete what somebody has proved to be theirs. */
export class ApplicationAlreadyActivated extends DomainError {
  constructor() {
    super(
      'application-already-activated',
      'This address has been confirmed already, with the ticket or password of the application. Ask the people of the site to delete it.',
    );
  }
}

export class TicketRequired extends DomainError {
  constructor() {
    super('ticket-required', 'Send the ticket that applying was answered with.');
  }
}

export class TicketUnknown extends DomainError {
  constructor() {
    super('ticket-unknown', 'This is not a ticket of this service. Check that it was copied as a whole.');
  }
}
