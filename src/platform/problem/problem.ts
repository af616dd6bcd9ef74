import { faultText, type Locale } from '../i18n';
import { DomainError } from './domain-error';
import { type FieldFault } from './field-fault';
import { PROBLEMS, type ProblemCode } from './problem-catalogue';
import { ValidationFailed } from './validation-failed';

interface ProblemOfField {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  /** Where in a text, both counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** An RFC 9457 problem. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  /** Find the request in the log by it. */
  readonly requestId: string;
  readonly errors?: readonly ProblemOfField[];
  readonly [fact: string]: unknown;
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** What a client is told of `error`. */
export function problemOf(error: DomainError, requestId: string, locale: Locale): Problem {
  const { status, title } = PROBLEMS[error.code];
  return {
    ...error.facts,
    ...error.members,
    type: `urn:matricula:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(error instanceof ValidationFailed && {
      errors: error.errors.map(({ pointer, fault }) => ({
        pointer,
        code: fault.code,
        detail: faultText(fault, locale),
        ...placeIn(fault),
      })),
    }),
  };
}

function placeIn({ facts }: FieldFault): { line: number; column: number } | object {
  const { line, column } = facts ?? {};
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : {};
}
