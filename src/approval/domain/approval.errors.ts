import { DomainError } from '../../platform/problem/domain-error';

export class ApplicationNotActivated extends DomainError {
  constructor() {
    super('application-not-activated', 'The applicant has not confirmed the e-mail address yet. Approve once that is done.');
  }
}

/** Somebody decided otherwise before. */
export class AlreadyDecided extends DomainError {
  constructor({ status, decidedBy, decidedAt }: { status: string; decidedBy: string | null; decidedAt: Date | null }) {
    const who = decidedBy ?? 'automatic approval';
    const when = decidedAt?.toISOString() ?? 'an unknown time';
    super('already-decided', `This application is ${status} already: decided by ${who} at ${when}.`, {
      status,
      decidedBy: who,
      decidedAt: when,
    });
  }
}

export class ClaimsTaken extends DomainError {
  constructor() {
    super('claims-taken', 'Somebody else uses the login ID or the e-mail address by now. The applicant has to apply again.');
  }
}

/** Not those that the reviewer saw when they wanted to decide on all of them. */
export class SelectionChanged extends DomainError {
  constructor(expected: number, present: number) {
    super('selection-changed', `${present} applications match by now, not ${expected}. Look at the list again, then decide.`, {
      expected,
      present,
    });
  }
}

export class DecisionJobNotFound extends DomainError {
  constructor() {
    super('decision-job-not-found', 'There is no such job.');
  }
}
