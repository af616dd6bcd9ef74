import { type ProblemCode } from './problem-catalogue';

export type Facts = Readonly<Record<string, string | number>>;

/**
 * A rule said no. Carries the public code and the facts behind the refusal;
 * knows nothing of HTTP. Never put an e-mail address or a token in `facts`:
 * they are logged and sent to the client.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly facts: Facts = {},
    /** Whole objects for the client, such as the form to show instead. Not logged. */
    readonly members: Readonly<Record<string, object>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}
