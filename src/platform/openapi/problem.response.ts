/** One field that cannot be accepted. */
export class FieldErrorResponse {
  /**
   * RFC 6901 pointer to the field, as URI fragment.
   * @example '#/email'
   */
  pointer: string;

  /**
   * Stable code of the reason.
   * @example 'email-missing-at'
   */
  code: string;

  /**
   * What to do, for people, in the language asked for (`Accept-Language`).
   * @example 'Enter an e-mail address with an @.'
   */
  detail: string;

  /**
   * For a place in a text of several lines: its line, from 1.
   * @example 3
   */
  line?: number;

  /**
   * And its column, from 1.
   * @example 14
   */
  column?: number;
}

/** Every error, as RFC 9457 problem+json. Some codes carry facts of their own beside these members. */
export class ProblemResponse {
  /** @example 'urn:matricula:problem:validation-failed' */
  type: string;

  /** The kind of problem, in a few words. */
  title: string;

  /** The HTTP status. */
  status: number;

  /** What is wrong this time, and what to do. */
  detail: string;

  /** Stable code of the problem: what clients decide by. */
  code: string;

  /** The request's id; the log has it too. */
  requestId: string;

  /** With `validation-failed`: every field that cannot be accepted. */
  errors?: FieldErrorResponse[];
}
