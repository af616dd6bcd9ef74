import { DomainError } from './domain-error';
import { type ProblemCode } from './problem-catalogue';

/** Not now, but soon: the answer says when to ask again, in its body and as header `Retry-After` (RFC 9110 §10.2.3). */
export class TryLater extends DomainError {
  constructor(
    code: ProblemCode,
    message: string,
    readonly retryAfterInSeconds: number,
  ) {
    super(code, message, { retryAfterInSeconds });
  }
}

/** More is asked than can be done: whoever comes now is turned away at once, so that those who wait are served in time. Nothing was done. */
export class Overloaded extends TryLater {
  constructor(retryAfterInSeconds = 2) {
    super('overloaded', 'There is more to do than can be done now. Ask again in a moment.', retryAfterInSeconds);
  }
}
