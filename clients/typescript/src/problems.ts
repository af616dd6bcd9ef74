import { type components } from './schema.js';
import { type Schemas } from './schemas.js';

type Responses = components['responses'];

/**
 * Every code that an operation documents. A code never changes its meaning, but a newer service may answer one that is not among them: whoever
 * decides by codes says what to do with any other.
 */
export type ProblemCode = Responses[keyof Responses]['content']['application/problem+json']['code'];

/** An error of the service (RFC 9457), with the facts that belong to its code. */
export type Problem = Schemas['ProblemResponse'] & { readonly code: ProblemCode } & Readonly<Record<string, unknown>>;

/** A field that cannot be accepted: where it stands in what was sent, why, and what to do, in the language asked for. */
export type FieldError = Schemas['FieldErrorResponse'];

/** What the client's methods answer. */
export interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The service has answered with a problem: `code` says which. */
export class ProblemAnswered extends Error {
  override readonly name = 'ProblemAnswered';

  constructor(
    readonly problem: Problem,
    readonly response: Response,
  ) {
    super(`${problem.code}: ${problem.detail}`);
  }

  get code(): ProblemCode {
    return this.problem.code;
  }

  /** With `validation-failed`: every field that cannot be accepted. */
  get errors(): readonly FieldError[] {
    return this.problem.errors ?? [];
  }

  /** After how many seconds to ask again, where the answer says so (429, 503). */
  get retryAfterInSeconds(): number | undefined {
    const seconds = Number(this.response.headers.get('retry-after') ?? Number.NaN);
    return Number.isFinite(seconds) ? seconds : undefined;
  }
}

/** An answer that is not of the service: of a proxy before it, for example. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';

  constructor(readonly response: Response) {
    super(`${response.url} was answered ${response.status}, without a problem that says why.`);
  }
}

/**
 * What was asked for.
 *
 * @throws ProblemAnswered when the answer is a problem
 * @throws UnexpectedAnswer when it is an error of somebody else
 */
export async function dataOf<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await asked;
  if (response.ok) return data as Data;
  throw isProblemBody(error) ? new ProblemAnswered(error, response) : new UnexpectedAnswer(response);
}

/** Whether what was thrown is a problem of the service; with codes: one of these. */
export function isProblem(thrown: unknown, ...codes: readonly ProblemCode[]): thrown is ProblemAnswered {
  return thrown instanceof ProblemAnswered && (codes.length === 0 || codes.includes(thrown.code));
}

function isProblemBody(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'detail' in body;
}
