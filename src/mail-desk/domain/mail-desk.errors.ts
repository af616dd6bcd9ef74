import { DomainError } from '../../platform/problem/domain-error';

export class MailNotFound extends DomainError {
  constructor() {
    super('mail-not-found', 'There is no such mail.');
  }
}

export class MailBeingSent extends DomainError {
  constructor() {
    super('mail-being-sent', 'The mail is on its way at this moment. Look again in a few seconds.');
  }
}

/** What it said has been erased, and does not follow from what is known. */
export class MailNotResendable extends DomainError {
  constructor(template: string) {
    super('mail-not-resendable', 'What this mail said has been erased, and cannot be made anew.', { template });
  }
}

/** @param status where its application stands, or `deleted` */
export class MailOutdated extends DomainError {
  constructor(status: string) {
    super('mail-outdated', `The application of this mail is ${status} by now: the mail does not fit any more.`, { status });
  }
}
